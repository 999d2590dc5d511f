package io.gantry.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Several connections to one API server, each for one worker. */
final class Connections implements AutoCloseable {
    private final List<HttpsConnection> all = new ArrayList<>();

    static Connections open(GantryProcess gantry, int count) throws IOException {
        var connections = new Connections();
        try {
            for (int i = 0; i < count; i++) {
                connections.all.add(gantry.connect());
            }
            return connections;
        } catch (IOException | RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    HttpsConnection of(int worker) {
        return all.get(worker);
    }

    @Override
    public void close() throws IOException {
        for (var connection : all) {
            connection.close();
        }
    }
}
