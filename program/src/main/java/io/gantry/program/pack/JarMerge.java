package io.gantry.program.pack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Several jars written as one. Lists of services and properties of Netty's versions are joined; manifests, indexes, modules'
 * descriptions and signatures, which speak of one jar only, are left out (the JVM keeps no class of a signed jar in its AOT
 * cache; Bouncy Castle's signatures matter only to its provider, which is not used). A class that two jars have differently is refused.
 * Nothing is compressed, which a start would have to undo.
 *
 * <p>For one thread.
 */
final class JarMerge implements AutoCloseable {
    /** Decides about one entry before it is written; true means that it is not to be. */
    interface Filter {
        boolean take(String name, byte[] content) throws IOException;
    }

    /** The same jars make the same bytes: entries carry no time of their own. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private record Written(Path jar, long checksum) {}

    private final ZipOutputStream out;
    private final Map<String, Written> written = new HashMap<>();
    private final Map<String, ByteArrayOutputStream> joined = new TreeMap<>();

    JarMerge(Path jar) throws IOException {
        OutputStream file = Files.newOutputStream(jar);
        out = new ZipOutputStream(file);
        out.setMethod(ZipOutputStream.STORED);
        // The manifest has to come first. Some of the jars have classes of their own for newer releases of Java.
        write(MANIFEST, "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    void add(Path jar, Filter filter) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().toList()) {
                var name = entry.getName();
                if (entry.isDirectory() || speaksOfItsJar(name)) {
                    continue;
                }
                byte[] content;
                try (var in = zip.getInputStream(entry)) {
                    content = in.readAllBytes();
                }
                if (filter.take(name, content)) {
                    continue;
                }
                if (isJoined(name)) {
                    var all = joined.computeIfAbsent(name, it -> new ByteArrayOutputStream());
                    all.writeBytes(content);
                    all.write('\n');
                } else {
                    add(jar, name, content);
                }
            }
        }
    }

    private void add(Path jar, String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        @Nullable Written first = written.putIfAbsent(name, new Written(jar, crc.getValue()));
        if (first == null) {
            write(name, content);
        } else if (first.checksum() != crc.getValue() && !name.startsWith("META-INF/")) {
            throw new IOException(name + " is in " + first.jar() + " and, with another content, in " + jar
                    + ": exclude one of the two dependencies in the pom");
        }
    }

    private static boolean isJoined(String name) {
        return name.startsWith("META-INF/services/") || name.equals("META-INF/io.netty.versions.properties");
    }

    private static boolean speaksOfItsJar(String name) {
        return name.equals(MANIFEST)
                || name.equals("META-INF/INDEX.LIST")
                || name.endsWith("module-info.class")
                || name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }

    private void write(String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            for (var entry : joined.entrySet()) {
                write(entry.getKey(), entry.getValue().toByteArray());
            }
        }
    }
}
