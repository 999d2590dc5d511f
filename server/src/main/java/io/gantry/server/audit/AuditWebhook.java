package io.gantry.server.audit;

import io.gantry.api.codec.Tree;
import io.gantry.base.Backoff;
import io.gantry.base.Time;
import io.gantry.server.audit.AuditOptions.Receiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Posts lists of events to a receiver, again after a pause when it could not take them. */
final class AuditWebhook implements AuditBackend {
    /** As in Kubernetes (DefaultRetryBackoffWithInitialDelay): with the first. */
    private static final int ATTEMPTS = 5;

    private static final byte[] BEFORE =
            "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":["
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "]}\n".getBytes(StandardCharsets.US_ASCII);

    private final Receiver receiver;
    private final Backoff backoff;
    private final Pause pause;

    AuditWebhook(Receiver receiver, Duration initialBackoff, Time time) {
        this.receiver = receiver;
        this.backoff = new Backoff(initialBackoff, 1.5, initialBackoff.multipliedBy(10), 0.2);
        this.pause = new Pause(time);
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public byte[] encode(AuditEvent event) {
        return Tree.toJson(event.toTree(false));
    }

    @Override
    public void write(List<byte[]> events) throws IOException, InterruptedException {
        byte[] list = list(events);
        for (int attempt = 0; ; attempt++) {
            IOException problem;
            boolean hopeless = false;
            try {
                int status = receiver.post(list);
                if (status / 100 == 2) {
                    return;
                }
                problem = new IOException("the receiver answered " + status);
                hopeless = status != 429 && status < 500; // it would say the same again
            } catch (IOException e) {
                problem = e;
            }
            if (hopeless
                    || attempt + 1 == ATTEMPTS
                    || !pause.await(backoff.delay(attempt, ThreadLocalRandom.current()))) {
                throw problem;
            }
        }
    }

    private static byte[] list(List<byte[]> events) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        list.writeBytes(BEFORE);
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                list.write(',');
            }
            list.writeBytes(events.get(i));
        }
        list.writeBytes(AFTER);
        return list.toByteArray();
    }

    @Override
    public void hurry() {
        pause.end();
    }

    @Override
    public void close() {
        receiver.close();
    }
}
