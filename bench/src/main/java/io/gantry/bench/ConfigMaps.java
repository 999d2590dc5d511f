package io.gantry.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The objects that most benches work with. */
final class ConfigMaps {
    static final String COLLECTION = "/api/v1/namespaces/default/configmaps";
    private static final int WRITERS = 16;

    private ConfigMaps() {}

    /** @param characters of its data */
    static String json(String name, int characters) {
        return """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","labels":{"app":"bench"}},\
                "data":{"key":"%s"}}""".formatted(name, "x".repeat(characters));
    }

    /**
     * Creates objects, several at a time.
     *
     * @param bodies what {@code json} is by number
     */
    static void create(GantryProcess gantry, String collection, int from, int to, Body bodies) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Void>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = from + writer;
                tasks.add(() -> {
                    try (var connection = gantry.connect()) {
                        for (int i = first; i < to; i += WRITERS) {
                            check(connection.postForStatus(collection, bodies.of(i)), 201);
                        }
                    }
                    return null;
                });
            }
            await(threads.invokeAll(tasks));
        }
    }

    /** The object of a number. */
    interface Body {
        String of(int number);
    }

    static void check(int status, int wanted) throws IOException {
        if (status != wanted) {
            throw new IOException("a request is answered with " + status + " and not " + wanted);
        }
    }

    private static void await(List<Future<Void>> tasks) throws InterruptedException, IOException {
        for (var task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                throw new IOException("objects could not be created", e);
            }
        }
    }
}
