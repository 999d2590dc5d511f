package io.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.client.Client;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters side by side, and what is left of one that was closed: nothing. */
class LifecycleTest {
    private static final Pattern NAME = Pattern.compile("\"name\": \"([^\"]*)\"");
    /** What the JVM, its libraries and this test have for themselves; gantry-timer is the one of all clusters. */
    private static final Pattern OTHERS = Pattern.compile(
            "gantry-timer|timer-action|awaitility-thread|globalEventExecutor.*|ForkJoinPool.*|VirtualThread-.*|");

    @TempDir
    Path directory;

    @Test
    void clustersStandSideBySide() {
        try (GantryCluster first = GantryCluster.start();
                GantryCluster second = GantryCluster.start()) {
            assertThat(first.url()).isNotEqualTo(second.url());
            first.apply("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: only-here}\n");
            Client other = second.client();
            assertThat(other.find(ConfigMapType.KIND, "default", "only-here")).isEmpty();
            assertThat(first.client().find(ConfigMapType.KIND, "default", "only-here"))
                    .map(ConfigMap::name)
                    .contains("only-here");
        }
    }

    @Test
    void nothingIsLeftAfterClosing() throws Exception {
        // Whatever the JDK and Netty start once and for all is there after the first.
        runAndClose();
        List<String> before = threads();

        Path file = runAndClose();

        assertThat(file).doesNotExist();
        assertThat(file.getParent()).doesNotExist();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    }

    private static Path runAndClose() throws IOException {
        GantryCluster cluster = GantryCluster.builder().withNodes(2).start();
        Path file = cluster.kubeconfigFile();
        try (cluster) {
            cluster.applyResource("web.yaml");
            cluster.await("default", "deployment/web").untilCondition("Available");
            cluster.reset();
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), cluster.url().getPort())) {
                assertThat(socket.isConnected()).isTrue();
            }
            assertThat(Files.readString(file)).isEqualTo(cluster.kubeconfig());
        }
        int port = cluster.url().getPort();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                .isInstanceOf(ConnectException.class);
        return file;
    }

    /** The names of all threads, virtual ones too. */
    private List<String> threads() throws IOException {
        Path dump = directory.resolve("threads-" + System.identityHashCode(new Object()) + ".json");
        Files.deleteIfExists(dump);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), ThreadDumpFormat.JSON);
        List<String> names = new ArrayList<>();
        NAME.matcher(Files.readString(dump))
                .results()
                .map(match -> match.group(1))
                .forEach(names::add);
        names.removeIf(name -> OTHERS.matcher(name).matches());
        return names;
    }
}
