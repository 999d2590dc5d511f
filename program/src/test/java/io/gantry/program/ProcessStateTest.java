package io.gantry.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessStateTest {
    @TempDir
    Path directory;

    @Test
    void theStateCountsOnlyWhileTheLockIsHeld() throws Exception {
        var layout = new Layout(directory);
        layout.create();
        var state = new ProcessState(ProcessHandle.current().pid(), URI.create("https://127.0.0.1:6443"), true);

        var lock = DataDirectoryLock.tryTake(layout).orElseThrow();
        state.write(layout);
        assertThat(ProcessState.ofRunning(layout)).contains(state);
        assertThat(DataDirectoryLock.tryTake(layout)).isEmpty();

        lock.close();
        assertThat(ProcessState.ofRunning(layout)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aTakenPortIsReportedWithWhoHasIt() throws Exception {
        var any = InetAddress.ofLiteral("127.0.0.1");
        try (var socket = new ServerSocket(0, 1, any)) {
            assertThatThrownBy(() -> Preflight.portIsFree(any, socket.getLocalPort()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("Port " + socket.getLocalPort())
                    .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void aRangeThatAnotherHasIsRefused() {
        var range = Cidr.parse("10.244.0.0/16");

        Preflight.isFree("--pod-cidr", range, "eth0", InetAddress.ofLiteral("10.245.0.1"));
        Preflight.isFree("--pod-cidr", range, "eth0", InetAddress.ofLiteral("fe80::1"));
        assertThatThrownBy(
                        () -> Preflight.isFree("--pod-cidr", range, "gt0123abcd", InetAddress.ofLiteral("10.244.0.1")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--pod-cidr 10.244.0.0/16 holds 10.244.0.1")
                .hasMessageContaining("another Gantry cluster");
    }

    @Test
    void aNodeNeedsLinuxAndRoot() {
        assertThatThrownBy(() -> Preflight.nodeIsPossible("Mac OS X", true)).hasMessageContaining("--no-node");
        assertThatThrownBy(() -> Preflight.nodeIsPossible("Linux", false))
                .hasMessageContaining("needs root")
                .hasMessageContaining("--no-node");
        Preflight.nodeIsPossible("Linux", true);
    }

    @Test
    void missingPackagesAreReadFromDpkg() throws Exception {
        Files.writeString(directory.resolve("status"), """
                Package: runc
                Status: install ok installed
                Description: a runtime

                Package: containerd
                Status: deinstall ok config-files

                Package: other-nft
                Status: deinstall ok config-files
                Provides: nftables

                Package: docker-things
                Status: install ok installed
                Provides: conntrack (= 1.4), libnftables1
                """);
        assertThat(DebianPackages.missing(
                        directory, List.of("runc", "containerd", "nftables", "conntrack", "libnftables1")))
                .containsExactly("containerd", "nftables");
        assertThat(DebianPackages.missing(directory.resolve("none"), List.of("runc")))
                .containsExactly("runc");
    }

    @Test
    void aPackageWithItsChecksumsIsThereUnlessDpkgRemovedThem() throws Exception {
        var info = Files.createDirectory(directory.resolve("info"));
        Files.writeString(info.resolve("runc.md5sums"), "");
        Files.writeString(info.resolve("containerd.list"), "");
        var architecture = System.getProperty("os.arch").replace("aarch64", "arm64");
        Files.writeString(info.resolve("libnftables1:" + architecture + ".md5sums"), "");
        Files.writeString(directory.resolve("status"), """
                Package: containerd
                Status: deinstall ok config-files
                """);

        assertThat(DebianPackages.missing(directory, List.of("runc", "libnftables1")))
                .isEmpty();
        assertThat(DebianPackages.missing(directory, List.of("runc", "containerd", "libnftables1")))
                .containsExactly("containerd");
    }

    @Test
    void twoDirectoriesAreTwoClusters() {
        assertThat(new Layout(Path.of("/a")).id()).hasSize(8).isEqualTo(new Layout(Path.of("/b/../a")).id());
        assertThat(new Layout(Path.of("/a")).id()).isNotEqualTo(new Layout(Path.of("/b")).id());
    }
}
