package io.gantry.node.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a tar archive of regular files owned by root, all from the start of 1970, so that the same content gives the same
 * bytes: what image archives and the pause image's layer need. The format is POSIX ustar; names are at most 100 bytes.
 */
final class TarWriter implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int MAX_NAME = 100;

    private final OutputStream out;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    /** @param mode permission bits */
    void file(String name, int mode, byte[] content) throws IOException {
        header(name, mode, content.length);
        out.write(content);
        pad(content.length);
    }

    void file(String name, int mode, Path content) throws IOException {
        var size = Files.size(content);
        header(name, mode, size);
        if (Files.copy(content, out) != size) {
            throw new IOException(content + " changed while it was archived");
        }
        pad(size);
    }

    private void header(String name, int mode, long size) throws IOException {
        var header = new byte[BLOCK];
        var nameBytes = name.getBytes(StandardCharsets.UTF_8);
        if (nameBytes.length > MAX_NAME) {
            throw new IOException("name is over " + MAX_NAME + " bytes: " + name);
        }
        System.arraycopy(nameBytes, 0, header, 0, nameBytes.length);
        octal(header, 100, 8, mode);
        octal(header, 108, 8, 0); // owner
        octal(header, 116, 8, 0); // group
        octal(header, 124, 12, size);
        octal(header, 136, 12, 0); // time
        header[156] = '0'; // regular file
        put(header, 257, "ustar\0" + "00");
        // The checksum counts its own field as blanks.
        put(header, 148, "        ");
        var sum = 0;
        for (var b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        out.write(header);
    }

    private static void octal(byte[] header, int offset, int length, long value) {
        var digits = Long.toOctalString(value);
        put(header, offset, "0".repeat(length - 1 - digits.length()) + digits + "\0");
    }

    private static void put(byte[] header, int offset, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) (-size & (BLOCK - 1))]);
    }

    /** Writes the end mark and closes the stream. */
    @Override
    public void close() throws IOException {
        try (out) {
            out.write(new byte[2 * BLOCK]);
        }
    }
}
