package io.gantry.server.api;

import io.gantry.api.KubeObject;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import io.gantry.store.Store;
import io.gantry.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether the store takes writes: a transaction that expects something and changes nothing passes through the committing
 * thread, which refuses it while the disk does not work, and writes nothing for it. Whoever asks while another's question
 * is under way waits for the same answer, so that a disk that hangs gathers one question and not one for each request.
 * Thread-safe.
 */
final class StoreProbe implements HealthCheck.Probe {
    /** As {@code --etcd-healthcheck-timeout} and {@code --etcd-readycheck-timeout} of Kubernetes. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** Nothing is ever stored there. */
    private static final String KEY = "health";

    private final Store<KubeObject> store;
    private final AtomicReference<@Nullable CompletableFuture<@Nullable String>> asking = new AtomicReference<>();

    StoreProbe(Store<KubeObject> store) {
        this.store = store;
    }

    @Override
    public @Nullable String problem() {
        CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
        CompletableFuture<@Nullable String> others = asking.compareAndExchange(null, answer);
        if (others == null) {
            Thread.ofVirtual().name("store-probe").start(() -> ask(answer));
        }
        try {
            return (others == null ? answer : others).get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return "the store has not answered for " + TIMEOUT.toSeconds() + " s";
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while waiting for the store";
        }
    }

    private void ask(CompletableFuture<@Nullable String> answer) {
        String problem = null;
        try {
            store.write(Op.check(KEY, Expect.absent()));
        } catch (StoreException e) {
            problem = String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            asking.set(null);
            answer.completeExceptionally(e);
            return;
        }
        asking.set(null); // before the answer: who comes after it asks anew
        answer.complete(problem);
    }
}
