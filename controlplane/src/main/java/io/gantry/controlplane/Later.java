package io.gantry.controlplane;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is being made on another thread while this one goes on. */
public final class Later<T> {
    private final FutureTask<T> task;

    private Later(FutureTask<T> task) {
        this.task = task;
    }

    public static <T> Later<T> start(String name, Callable<T> maker) {
        var task = new FutureTask<>(maker);
        Thread.ofPlatform().daemon().name(name).start(task);
        return new Later<>(task);
    }

    /** Waits for it; throws what its maker threw. */
    public T get() throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
