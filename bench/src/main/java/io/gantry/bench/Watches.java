package io.gantry.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Many watches of the ConfigMaps of one namespace, spread over some HTTP/2 connections. */
final class Watches implements AutoCloseable {
    /** As client-go's HTTP/2 has it, unless the server allows less: most allow 250. */
    private static final int PER_CONNECTION = 100;

    private static final String PATH = ConfigMaps.COLLECTION + "?watch=1&resourceVersion=";

    private final List<Http2Connection> connections = new ArrayList<>();

    /** Opens them, and returns when the answers of all have begun. */
    static Watches open(GantryProcess gantry, int count, String resourceVersion) throws IOException {
        var watches = new Watches();
        try {
            for (int i = 0; i < count; i += PER_CONNECTION) {
                var connection = Http2Connection.open(gantry.tls(), gantry.port(), PATH + resourceVersion);
                watches.connections.add(connection);
                for (int stream = 0; stream < PER_CONNECTION; stream++) {
                    connection.send();
                }
                connection.flush();
                connection.read(PER_CONNECTION, 0);
            }
            return watches;
        } catch (IOException | RuntimeException e) {
            watches.close();
            throw e;
        }
    }

    List<Http2Connection> connections() {
        return connections;
    }

    /** In how many DATA frames the events have come so far. */
    long dataFrames() {
        return connections.stream().mapToLong(Http2Connection::dataFrames).sum();
    }

    static int perConnection() {
        return PER_CONNECTION;
    }

    /** The revision that the namespace's ConfigMaps are at. */
    static String revision(HttpsConnection connection) throws IOException {
        var list = connection.get(ConfigMaps.COLLECTION + "?limit=1").orThrow();
        return list.replaceAll("(?s).*?\"resourceVersion\":\"(\\d+)\".*", "$1");
    }

    @Override
    public void close() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
