package io.gantry.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir
    Path directory;

    @Test
    void aDirectoryGoesWithAllInIt() throws IOException {
        Path root = directory.resolve("root");
        Files.createDirectories(root.resolve("a/b"));
        Files.createDirectories(root.resolve("empty"));
        Files.writeString(root.resolve("a/b/file"), "x");
        FileTree.delete(root);
        assertThat(root).doesNotExist();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatALinkLeadsToStays() throws IOException {
        Path kept = Files.createDirectories(directory.resolve("kept"));
        Files.writeString(kept.resolve("file"), "x");
        Path root = Files.createDirectories(directory.resolve("root"));
        Files.createSymbolicLink(root.resolve("link"), kept);
        FileTree.delete(root);
        assertThat(root).doesNotExist();
        assertThat(kept.resolve("file")).hasContent("x");

        Path link = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nowhere"));
        FileTree.delete(link);
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    void aFileGoesAndWhatIsGoneIsNoError() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        FileTree.delete(file);
        FileTree.delete(file);
        assertThat(file).doesNotExist();
    }
}
