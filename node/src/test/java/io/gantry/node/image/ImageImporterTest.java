package io.gantry.node.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.node.containerd.RealNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** All forms of archives into a real containerd. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ImageImporterTest {
    private Path dir;
    private RealNode node;
    private ImageImporter importer;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        dir = temporary;
        node = RealNode.start(dir);
        importer = new ImageImporter(node.options.socket());
    }

    @AfterAll
    void stop() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    private void present(String name) {
        await().until(() -> node.runtime.imageStatus(name).isPresent());
    }

    @Test
    void dockerArchive() throws Exception {
        var archive = dir.resolve("echo.tar");
        DebianImage.write("echo:1.2", archive);
        assertThat(importer.importArchive(archive, null)).containsExactly("docker.io/library/echo:1.2");
        present("echo:1.2");
        assertThat(importer.list()).contains("docker.io/library/echo:1.2");
        assertThat(importer.importArchive(archive, "my/echo"))
                .containsExactly("docker.io/library/echo:1.2", "docker.io/my/echo:latest");
        present("my/echo");
        importer.remove("my/echo");
        await().until(() -> node.runtime.imageStatus("my/echo").isEmpty());
        assertThat(node.runtime.imageStatus("echo:1.2")).isPresent();
    }

    @Test
    void compressedArchive() throws Exception {
        var archive = dir.resolve("busybox.tar");
        DebianImage.write("busybox:zipped", archive);
        var zipped = dir.resolve("busybox.tar.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(archive, out);
        }
        assertThat(importer.importArchive(zipped, null)).containsExactly("docker.io/library/busybox:zipped");
        present("busybox:zipped");
    }

    @Test
    void ociArchivesWithAFullAShortAndNoName() throws Exception {
        assertThat(importer.importArchive(oci("full.tar", "example.com/oci/full:3"), null))
                .containsExactly("example.com/oci/full:3");
        present("example.com/oci/full:3");
        assertThat(importer.importArchive(oci("short.tar", "short:4"), null))
                .containsExactly("docker.io/library/short:4");
        var tagOnly = oci("tag.tar", "latest");
        assertThatThrownBy(() -> importer.importArchive(tagOnly, null)).hasMessageContaining("--name");
        assertThat(importer.importArchive(tagOnly, "named:5")).containsExactly("docker.io/library/named:5");
        present("named:5");
        assertThat(importer.list()).noneMatch(name -> name.startsWith("import-"));
    }

    @Test
    void whatIsNoArchiveSaysSo() throws Exception {
        assertThatThrownBy(() -> importer.importArchive(dir.resolve("absent.tar"), null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no such file");
        var text = Files.writeString(dir.resolve("text.tar"), "this is text");
        assertThatThrownBy(() -> importer.importArchive(text, null)).hasMessageContaining("not an image archive");
    }

    /** An image with one empty layer in an OCI layout. */
    private Path oci(String file, String reference) throws Exception {
        var layer = new byte[1024];
        var config = """
                {"architecture":"%s","os":"linux","config":{"Cmd":["%s"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}
                """.formatted(ImageArchive.hostArchitecture(), reference, sha256(layer))
                .strip()
                .getBytes(StandardCharsets.UTF_8);
        var manifest = """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%d},\
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:%s","size":%d}]}
                """.formatted(sha256(config), config.length, sha256(layer), layer.length)
                .strip()
                .getBytes(StandardCharsets.UTF_8);
        var index = """
                {"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s",\
                "size":%d,"annotations":{"org.opencontainers.image.ref.name":"%s"}}]}
                """.formatted(sha256(manifest), manifest.length, reference);
        var archive = dir.resolve(file);
        var mode = 0b110_100_100;
        try (var tar = new TarWriter(new BufferedOutputStream(Files.newOutputStream(archive)))) {
            tar.file("oci-layout", mode, "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
            tar.file("index.json", mode, index.getBytes(StandardCharsets.UTF_8));
            for (var blob : new byte[][] {layer, config, manifest}) {
                tar.file("blobs/sha256/" + sha256(blob), mode, blob);
            }
        }
        return archive;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
