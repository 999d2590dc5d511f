package io.gantry.server.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The JSON of a {@code v1} {@code Status}, for the answers that the edge gives by itself and for exec's error channel,
 * which are JSON whatever the client accepts.
 */
public final class StatusBody {
    private static final JsonFactory JSON = new JsonFactory();

    private StatusBody() {}

    public static byte[] success() {
        return write(json -> json.writeStringField("status", "Success"));
    }

    /** A failure whose reason follows from its code. */
    public static byte[] failure(int code, String message) {
        return write(json -> {
            json.writeStringField("status", "Failure");
            json.writeStringField("message", message);
            json.writeStringField("reason", reason(code));
            json.writeNumberField("code", code);
        });
    }

    /** How exec tells that the command ended with another exit code than 0: no HTTP code, one cause. */
    public static byte[] exitCode(int exitCode) {
        return write(json -> {
            json.writeStringField("status", "Failure");
            json.writeStringField(
                    "message",
                    "command terminated with non-zero exit code: error executing command, exit code " + exitCode);
            json.writeStringField("reason", "NonZeroExitCode");
            json.writeObjectFieldStart("details");
            json.writeArrayFieldStart("causes");
            json.writeStartObject();
            json.writeStringField("reason", "ExitCode");
            json.writeStringField("message", Integer.toString(exitCode));
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static String reason(int code) {
        return switch (code) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 406 -> "NotAcceptable";
            case 408, 504 -> "Timeout";
            case 409 -> "Conflict";
            case 413 -> "RequestEntityTooLarge";
            case 415 -> "UnsupportedMediaType";
            case 429 -> "TooManyRequests";
            case 503 -> "ServiceUnavailable";
            default -> code >= 500 ? "InternalError" : "BadRequest";
        };
    }

    private static byte[] write(Fields fields) {
        var out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("kind", "Status");
            json.writeStringField("apiVersion", "v1");
            json.writeObjectFieldStart("metadata");
            json.writeEndObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }
}
