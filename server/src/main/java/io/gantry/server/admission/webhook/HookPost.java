package io.gantry.server.admission.webhook;

import io.gantry.api.admissionregistration.v1.WebhookClientConfig;
import io.gantry.base.Time;
import io.gantry.server.registry.Registries;
import io.gantry.server.remote.TlsTrust;
import io.gantry.server.request.RequestTrace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Posts to webhooks in the name of others than admission: it finds and trusts them in the same way. Thread-safe. */
public final class HookPost {
    private final HookSender sender;

    public HookPost(Supplier<Registries> registries, TlsTrust trust, Time time) {
        this.sender = new HookSender(registries, trust, time);
    }

    /** There was no answer, or one that says no; the message is in the words of Kubernetes' own client. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The body of the answer. */
    public byte[] send(WebhookClientConfig client, byte[] body, Duration timeout) throws Failure {
        Hook hook = new Hook("", client, List.of(), null, null, false, true, "None", timeout, List.of(), false);
        long began = RequestTrace.begin();
        try {
            HttpsPost.Answer answer = sender.send(hook, body);
            if (answer.status() < 200 || answer.status() > 299) {
                throw new HookFailure("the server answered " + answer.status() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8).strip());
            }
            return answer.body();
        } catch (HookFailure e) {
            String prefix = "failed to call webhook: ";
            String message = String.valueOf(e.getMessage());
            throw new Failure(message.startsWith(prefix) ? message.substring(prefix.length()) : message, e);
        } finally {
            RequestTrace.end(RequestTrace.Phase.CONVERSION, began);
        }
    }
}
