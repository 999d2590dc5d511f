package io.gantry.server.encryption;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that Gantry writes for itself: secrets under one AES-GCM key. While nobody has edited it, it is read
 * without a YAML parser, which a start would otherwise wait for.
 */
record OwnFile(String keyName, String secret) {
    private static final int KEY_BYTES = 32;
    private static final int NAME_BYTES = 4;
    private static final String SECRETS = "/registry/secrets/";

    private static final String FORM = """
            # How objects are encrypted in the store. Without this file secrets cannot be read: back it up with the store.
            # It may be edited: https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data
            apiVersion: apiserver.config.k8s.io/v1
            kind: EncryptionConfiguration
            resources:
              - resources:
                  - secrets
                providers:
                  - aesgcm:
                      keys:
                        - name: NAME
                          secret: SECRET
                  - identity: {}
            """;

    private static final Pattern FORMED = Pattern.compile(Pattern.quote(FORM)
            .replace("NAME", "\\E(gantry-[0-9a-f]{8})\\Q")
            .replace("SECRET", "\\E([A-Za-z0-9+/]{43}=)\\Q"));

    static OwnFile create(SecureRandom random) {
        byte[] name = new byte[NAME_BYTES];
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(name);
        random.nextBytes(key);
        // A name of its own: a value says by it which file it needs.
        return new OwnFile(
                "gantry-" + HexFormat.of().formatHex(name), Base64.getEncoder().encodeToString(key));
    }

    /** Null when the file has been edited. */
    static @Nullable Rules read(Path file, SecureRandom random) throws IOException {
        Matcher matcher = FORMED.matcher(Files.readString(file));
        return matcher.matches()
                ? new OwnFile(matcher.group(1), matcher.group(2)).rules(file.toString(), random)
                : null;
    }

    Rules rules(String source, SecureRandom random) {
        Sealer sealer = new AesGcm(Base64.getDecoder().decode(secret), random);
        Schemes secrets = new Schemes(List.of(Scheme.of("aesgcm", keyName, sealer), Scheme.IDENTITY), source);
        Schemes others = new Schemes(List.of(Scheme.IDENTITY), source);
        return key -> key.startsWith(SECRETS) ? secrets : others;
    }

    /** On disk, with its name, when this returns; never readable by others and never there in part. */
    void save(Path file) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(directory);
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(beside, options, onlyOwner())) {
            ByteBuffer text = ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] onlyOwner() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private String text() {
        return FORM.replace("NAME", keyName).replace("SECRET", secret);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return keyName;
    }
}
