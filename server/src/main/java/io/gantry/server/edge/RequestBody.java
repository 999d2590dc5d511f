package io.gantry.server.edge;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads the whole body of a request. */
final class RequestBody {
    private RequestBody() {}

    /**
     * The content, out of its gzip.
     *
     * @throws BodyTooLargeException for more than {@code maxBytes}, of what is sent or of what it becomes
     * @throws EdgeException for another encoding, or what is not gzip
     */
    static byte[] read(Headers headers, ByteInbox body, int maxBytes) throws IOException {
        String encoding = headers.first("content-encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            String length = headers.first("content-length");
            if (length != null && declaredMoreThan(length, maxBytes)) {
                throw new BodyTooLargeException(maxBytes);
            }
            return body.readAll(maxBytes);
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw new EdgeException(415, "Content-Encoding: " + encoding + " is not supported, use gzip or none");
        }
        byte[] zipped = body.readAll(maxBytes);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            byte[] bytes = in.readNBytes(maxBytes);
            if (in.read() >= 0) {
                throw new BodyTooLargeException(maxBytes);
            }
            return bytes;
        } catch (ZipException | EOFException e) {
            throw new EdgeException(400, "body: not valid gzip");
        }
    }

    private static boolean declaredMoreThan(String length, int maxBytes) {
        try {
            return Long.parseLong(length) > maxBytes;
        } catch (NumberFormatException e) {
            return true; // longer than any long: the codec has refused everything else
        }
    }
}
