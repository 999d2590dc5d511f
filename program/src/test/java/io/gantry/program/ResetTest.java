package io.gantry.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetTest {
    @TempDir
    Path parent;

    private Layout cluster(String name) throws Exception {
        var layout = new Layout(parent.resolve(name));
        layout.create();
        DataDirectoryLock.tryTake(layout).orElseThrow().close();
        Files.createDirectories(layout.node().resolve("pods/a/volumes"));
        Files.writeString(layout.node().resolve("pods/a/volumes/file"), "x");
        Files.createDirectories(layout.store());
        return layout;
    }

    @Test
    void removesItsOwnDirectoryAndNoOther() throws Exception {
        var one = cluster("one");
        var other = cluster("other");

        assertThat(new Reset(one).run()).contains("removed " + one.dataDirectory());
        assertThat(one.dataDirectory()).doesNotExist();
        assertThat(other.node().resolve("pods/a/volumes/file")).exists();
    }

    @Test
    void leavesWhatTheUserPutBesideAndWhatLinksPointTo() throws Exception {
        var layout = cluster("mixed");
        var mine = Files.writeString(layout.dataDirectory().resolve("my-notes.txt"), "keep");
        var outside = Files.createDirectories(parent.resolve("outside"));
        Files.writeString(outside.resolve("file"), "keep");
        Files.createSymbolicLink(layout.node().resolve("link"), outside);

        new Reset(layout).run();
        assertThat(mine).exists();
        assertThat(outside.resolve("file")).exists();
        assertThat(layout.node()).doesNotExist();
        assertThat(layout.exists()).isFalse();
    }

    @Test
    void ofTheNetworkPluginsFilesOnlyThoseOfTheClusterGo() throws Exception {
        var cni = Files.createDirectories(parent.resolve("cni"));
        var results = Files.createDirectories(cni.resolve("results"));
        Files.createDirectories(cni.resolve("networks/gantry-1/lock"));
        Files.writeString(results.resolve("gantry-1-0af3-eth0"), "{}");
        var anothers = Files.writeString(results.resolve("podman-0af3-eth0"), "{}");

        Reset.removeCniResults(cni, "gantry-1");
        assertThat(results).isDirectoryContaining(anothers::equals);
        assertThat(results.resolve("gantry-1-0af3-eth0")).doesNotExist();
        assertThat(cni.resolve("networks")).doesNotExist();

        Files.delete(anothers);
        Reset.removeCniResults(cni, "gantry-1");
        assertThat(cni).doesNotExist();
    }

    @Test
    void readsPathsAsTheKernelWritesThem() {
        assertThat(Reset.unescape("/a\\040b\\134c")).isEqualTo("/a b\\c");
    }
}
