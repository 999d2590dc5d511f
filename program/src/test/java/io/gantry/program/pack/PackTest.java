package io.gantry.program.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackTest {
    private static final NativeLibraries LINUX = NativeLibraries.of("Linux", "amd64");

    @TempDir
    Path directory;

    private Path jars = Path.of("");

    @BeforeEach
    void jars() throws IOException {
        jars = Files.createDirectory(directory.resolve("jars"));
    }

    @Test
    void servicesOfAllJarsAreKept() throws IOException {
        jar("a", Map.of("META-INF/services/x.Service", "a.First", "a/First.class", "1"));
        jar("b", Map.of("META-INF/services/x.Service", "b.Second\n", "b/Second.class", "2"));
        assertThat(packed(LINUX).get("META-INF/services/x.Service").lines().filter(line -> !line.isEmpty()))
                .containsExactly("a.First", "b.Second");
        assertThat(packed(LINUX)).containsEntry("a/First.class", "1").containsEntry("b/Second.class", "2");
    }

    @Test
    void whatSpeaksOfOneJarIsLeftOut() throws IOException {
        jar(
                "signed",
                Map.of(
                        "META-INF/MANIFEST.MF", "Sealed: true",
                        "META-INF/BC1024KE.SF", "signature",
                        "META-INF/BC1024KE.DSA", "signature",
                        "META-INF/INDEX.LIST", "index",
                        "META-INF/versions/9/module-info.class", "module",
                        "META-INF/versions/9/a/A.class", "newer"));
        var packed = packed(LINUX);
        assertThat(packed.keySet()).containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "META-INF/versions/9/a/A.class");
        assertThat(packed.get("META-INF/MANIFEST.MF"))
                .contains("Multi-Release: true")
                .doesNotContain("Sealed");
    }

    @Test
    void aClassOfTwoJarsMustBeTheSame() throws IOException {
        jar("a", Map.of("x/X.class", "one", "META-INF/LICENSE", "this"));
        jar("b", Map.of("x/X.class", "one", "META-INF/LICENSE", "that"));
        assertThat(packed(LINUX)).containsEntry("x/X.class", "one").containsEntry("META-INF/LICENSE", "this");
        jar("c", Map.of("x/X.class", "another"));
        assertThatThrownBy(() -> packed(LINUX))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("x/X.class", "a.jar", "c.jar", "exclude");
    }

    @Test
    void thisPlatformsLibrariesBecomeFilesAndTheOthersGo() throws IOException {
        rocksDb();
        assertThat(packed(LINUX).keySet())
                .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "org/rocksdb/RocksDB.class");
        assertThat(directory.resolve("native/librocksdbjni-linux64.so")).hasContent("linux");
        assertThat(directory.resolve("native/libnetty_tcnative_linux_x86_64.so"))
                .hasContent("tls");
        try (var files = Files.list(directory.resolve("native"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void anotherPlatformFindsThemInTheJar() throws IOException {
        rocksDb();
        assertThat(packed(NativeLibraries.of("Linux", "riscv64"))).containsEntry("librocksdbjni-linux64.so", "linux");
        assertThat(directory.resolve("native")).isEmptyDirectory();
    }

    @Test
    void theSameJarsMakeTheSameBytes() throws IOException {
        rocksDb();
        packed(LINUX);
        var first = Files.readAllBytes(directory.resolve("gantry.jar"));
        packed(LINUX);
        assertThat(Files.readAllBytes(directory.resolve("gantry.jar"))).isEqualTo(first);
    }

    private void rocksDb() throws IOException {
        jar(
                "rocksdb",
                Map.of(
                        "librocksdbjni-linux64.so", "linux",
                        "librocksdbjni-osx-arm64.jnilib", "mac",
                        "org/rocksdb/RocksDB.class", "class"));
        jar("tls", Map.of("META-INF/native/libnetty_tcnative_linux_x86_64.so", "tls"));
    }

    private void jar(String name, Map<String, String> entries) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(jars.resolve(name + ".jar")))) {
            for (var entry : new TreeMap<>(entries).entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
    }

    private Map<String, String> packed(NativeLibraries libraries) throws IOException {
        var jar = directory.resolve("gantry.jar");
        Pack.pack(Pack.jarsIn(jars), jar, directory.resolve("native"), libraries);
        var contents = new TreeMap<String, String>();
        try (var zip = new ZipFile(jar.toFile())) {
            List<ZipEntry> entries = new ArrayList<>(zip.stream().toList());
            for (var entry : entries) {
                try (var in = zip.getInputStream(entry)) {
                    contents.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return contents;
    }
}
