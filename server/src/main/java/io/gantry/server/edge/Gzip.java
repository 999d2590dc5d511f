package io.gantry.server.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Responses in gzip, and the headers that are about them. */
final class Gzip {
    private Gzip() {}

    /** Whether {@code Accept-Encoding} names gzip with a quality other than 0. */
    static boolean accepted(Headers request) {
        for (String element : request.elements("accept-encoding")) {
            String[] parts = element.split(";", -1);
            if (parts[0].strip().equalsIgnoreCase("gzip")) {
                return parts.length < 2
                        || !parts[1].strip().toLowerCase(Locale.ROOT).matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    /** The headers of a response whose body is in gzip. */
    static Headers named(Headers headers) {
        return headers.and("content-encoding", "gzip").and("vary", "Accept-Encoding");
    }

    static byte[] zip(byte[] bytes, int level) throws IOException {
        var out = new ByteArrayOutputStream(bytes.length / 4);
        try (var gzip = new Zipping(out, level)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** gzip with a level of our choice. */
    static final class Zipping extends GZIPOutputStream {
        Zipping(OutputStream out, int level) throws IOException {
            super(out, 16 * 1024, true);
            def.setLevel(level);
            def.setStrategy(Deflater.DEFAULT_STRATEGY);
        }
    }
}
