package io.gantry.server.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A message of the resize channel: {@code {"Width":80,"Height":24}}, in character cells. */
record TerminalSize(int width, int height) {
    private static final JsonFactory JSON = new JsonFactory();

    static JsonParser parser(InputStream in) throws IOException {
        return JSON.createParser(in);
    }

    static JsonParser parser(byte[] bytes, int offset) throws IOException {
        return JSON.createParser(bytes, offset, bytes.length - offset);
    }

    /** The next size; {@code null} at the end. */
    static @Nullable TerminalSize next(JsonParser json) throws IOException {
        var token = json.nextToken();
        if (token == null) {
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            throw new IOException("terminal size: expected an object with Width and Height");
        }
        int width = 0;
        int height = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equalsIgnoreCase("Width")) {
                width = cells(json);
            } else if (name.equalsIgnoreCase("Height")) {
                height = cells(json);
            } else {
                json.skipChildren();
            }
        }
        return new TerminalSize(width, height);
    }

    private static int cells(JsonParser json) throws IOException {
        int cells = json.getIntValue();
        if (cells < 0 || cells > 0xffff) {
            throw new IOException("terminal size: must be 0 to 65535, is " + cells);
        }
        return cells;
    }
}
