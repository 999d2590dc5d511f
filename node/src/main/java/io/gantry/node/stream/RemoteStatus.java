package io.gantry.node.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The end of a remote command, from the {@code Status} on its error stream.
 *
 * @param code the exit code, null when the command did not end by itself
 */
record RemoteStatus(
        boolean success, String message, @Nullable Integer code) {
    private static final JsonFactory JSON = new JsonFactory();

    static RemoteStatus parse(byte[] json) throws IOException {
        var status = "";
        var message = "";
        Integer code = null;
        try (var parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new RemoteStatus(false, new String(json, StandardCharsets.UTF_8).strip(), null);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "status" -> status = parser.getValueAsString("");
                    case "message" -> message = parser.getValueAsString("");
                    case "details" -> code = exitCode(parser);
                    default -> parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            // Protocols before v4 send plain text.
            return new RemoteStatus(false, new String(json, StandardCharsets.UTF_8).strip(), null);
        }
        return new RemoteStatus(status.equals("Success"), message, code);
    }

    /** The command's exit code, or the reason why there is none. */
    int exitCode() throws IOException {
        if (success) {
            return 0;
        }
        if (code == null) {
            throw new IOException(message);
        }
        return code;
    }

    /** Looks for {@code {"causes":[{"reason":"ExitCode","message":"7"}]}}. */
    private static @Nullable Integer exitCode(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        var reason = "";
        var message = "";
        Integer code = null;
        for (var depth = 1; depth > 0; ) {
            switch (parser.nextToken()) {
                case START_OBJECT -> depth++;
                case END_OBJECT -> {
                    if (reason.equals("ExitCode")) {
                        code = parseCode(message);
                    }
                    reason = "";
                    message = "";
                    depth--;
                }
                case VALUE_STRING -> {
                    switch (parser.currentName() == null ? "" : parser.currentName()) {
                        case "reason" -> reason = parser.getText();
                        case "message" -> message = parser.getText();
                        default -> {}
                    }
                }
                case null -> throw new IOException("the command's status ends in the middle");
                default -> {}
            }
        }
        return code;
    }

    private static Integer parseCode(String text) throws IOException {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IOException("the command's status has an exit code of \"" + text + "\"", e);
        }
    }
}
