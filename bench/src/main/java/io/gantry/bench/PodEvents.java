package io.gantry.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;

/** The pods of a namespace as a watch reports them. Used by one thread. */
final class PodEvents implements AutoCloseable {
    /** One line of the watch. */
    record Event(String type, String pod, String phase) {
        boolean isRunning(String name) {
            return pod.equals(name) && phase.equals("Running");
        }

        boolean isDeleted(String name) {
            return pod.equals(name) && type.equals("DELETED");
        }
    }

    private final HttpsConnection connection;

    private PodEvents(HttpsConnection connection) {
        this.connection = connection;
    }

    static PodEvents open(GantryProcess gantry, String namespace) throws IOException {
        var connection = gantry.connect();
        connection.watch("/api/v1/namespaces/" + namespace + "/pods?watch=true");
        return new PodEvents(connection);
    }

    Event next() throws IOException {
        var line = connection.line();
        if (line == null) {
            throw new EOFException("the watch has ended");
        }
        return parse(line);
    }

    static Event parse(String line) throws IOException {
        var type = "";
        var pod = "";
        var phase = "";
        try (var json = new JsonFactory().createParser(line)) {
            // The path to the value at hand, without arrays: .object.metadata.name
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.START_ARRAY) {
                    json.skipChildren();
                } else if (json.currentToken() == JsonToken.VALUE_STRING) {
                    switch (path(json)) {
                        case "/type" -> type = json.getText();
                        case "/object/metadata/name" -> pod = json.getText();
                        case "/object/status/phase" -> phase = json.getText();
                        default -> {}
                    }
                }
            }
        }
        return new Event(type, pod, phase);
    }

    private static String path(JsonParser json) {
        return json.getParsingContext().pathAsPointer().toString();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
