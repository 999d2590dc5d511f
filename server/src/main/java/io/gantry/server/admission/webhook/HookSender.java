package io.gantry.server.admission.webhook;

import io.gantry.base.Time;
import io.gantry.server.registry.Registries;
import io.gantry.server.remote.TlsTrust;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Finds the server of a webhook and posts to it. Thread-safe. */
final class HookSender {
    private final Supplier<Registries> registries;
    private final HttpsPost post;
    private final TlsTrust trust;
    private final AtomicInteger turn = new AtomicInteger();

    HookSender(Supplier<Registries> registries, TlsTrust trust, Time time) {
        this.registries = registries;
        this.post = new HttpsPost(time);
        this.trust = trust;
    }

    /** @throws HookFailure in the words that a client of Kubernetes knows, when there is no answer */
    HttpsPost.Answer send(Hook hook, byte[] body) throws HookFailure {
        HookAddress address = HookAddress.of(hook, registries.get(), turn.getAndIncrement());
        try {
            var terms = new TlsTrust.Terms(hook.client().caBundle(), false, null);
            return post.send(address, trust.context(terms), body, hook.timeout());
        } catch (IOException e) {
            throw new HookFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
