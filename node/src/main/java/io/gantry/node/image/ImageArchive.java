package io.gantry.node.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes an image of one layer as {@code docker save} would: {@code manifest.json}, the config and the layer.
 *
 * @param name with tag, e.g. {@code busybox:latest}
 * @param architecture {@code amd64} or {@code arm64}
 * @param env {@code NAME=value}
 * @param exposedPorts {@code 80/tcp}
 * @param stopSignal e.g. {@code SIGQUIT}, empty for SIGTERM
 */
record ImageArchive(
        String name,
        String architecture,
        List<String> entrypoint,
        List<String> command,
        List<String> env,
        List<String> exposedPorts,
        String workingDir,
        String stopSignal,
        Map<String, String> labels) {
    private static final JsonFactory JSON = new JsonFactory();
    /** Read and write for the owner, read for all. */
    private static final int FILE_MODE = 0b110_100_100;

    private static final int READ_BYTES = 64 * 1024;

    ImageArchive {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        env = List.copyOf(env);
        exposedPorts = List.copyOf(exposedPorts);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** The architecture of this machine under its name in images. */
    static String hostArchitecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> System.getProperty("os.arch");
        };
    }

    /** @param layer an uncompressed tar archive of the root filesystem */
    void write(Path layer, Path archive) throws IOException {
        var config = config(sha256(layer));
        var configName = HexFormat.of().formatHex(newSha256().digest(config)) + ".json";
        try (var tar = new TarWriter(new BufferedOutputStream(Files.newOutputStream(archive)))) {
            tar.file(configName, FILE_MODE, config);
            tar.file("layer.tar", FILE_MODE, layer);
            tar.file("manifest.json", FILE_MODE, manifest(configName));
        }
    }

    private byte[] config(String layerDigest) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("architecture", architecture);
            json.writeStringField("os", "linux");
            json.writeStringField("created", "1970-01-01T00:00:00Z");
            json.writeObjectFieldStart("config");
            array(json, "Entrypoint", entrypoint);
            array(json, "Cmd", command);
            array(json, "Env", env);
            if (!exposedPorts.isEmpty()) {
                json.writeObjectFieldStart("ExposedPorts");
                for (var port : exposedPorts) {
                    json.writeObjectFieldStart(port);
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            if (!workingDir.isEmpty()) {
                json.writeStringField("WorkingDir", workingDir);
            }
            if (!stopSignal.isEmpty()) {
                json.writeStringField("StopSignal", stopSignal);
            }
            if (!labels.isEmpty()) {
                json.writeObjectFieldStart("Labels");
                for (var label : labels.entrySet()) {
                    json.writeStringField(label.getKey(), label.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeObjectFieldStart("rootfs");
            json.writeStringField("type", "layers");
            array(json, "diff_ids", List.of("sha256:" + layerDigest));
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private byte[] manifest(String configName) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            json.writeStartObject();
            json.writeStringField("Config", configName);
            array(json, "RepoTags", List.of(name));
            array(json, "Layers", List.of("layer.tar"));
            json.writeEndObject();
            json.writeEndArray();
        }
        return bytes.toByteArray();
    }

    private static void array(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static String sha256(Path file) throws IOException {
        var digest = newSha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            var buffer = new byte[READ_BYTES];
            while (in.read(buffer) >= 0) {
                // The stream does the work.
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
