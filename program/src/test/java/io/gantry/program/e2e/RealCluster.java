package io.gantry.program.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.program.Layout;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * Gantry as its user has it: a process of its own, a data directory, a free port, address ranges that nobody else uses, the
 * test images imported; used through kubectl. Closing resets it and fails when anything of it is left on the machine.
 */
final class RealCluster {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration KUBECTL = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Path directory;
    private final int port;
    private final String podCidr;
    private final String serviceCidr;
    private final List<String> program;
    private final Kubectl kubectl = Kubectl.newest();
    private final AtomicInteger namespaces = new AtomicInteger();
    private boolean gone;

    private RealCluster(Path directory, int port, String podCidr, String serviceCidr, List<String> program) {
        this.directory = directory;
        this.port = port;
        this.podCidr = podCidr;
        this.serviceCidr = serviceCidr;
        this.program = program;
    }

    /** Skips the test, and says why, where this cannot run. */
    static void assumePossible() {
        var missing = new ArrayList<String>();
        if (!System.getProperty("os.name").equals("Linux")) {
            missing.add("Linux");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            missing.add("root rights");
        }
        for (var program : List.of("/usr/bin/containerd", "/usr/bin/apt-get", "/usr/sbin/nft")) {
            if (!Files.isExecutable(Path.of(program))) {
                missing.add(program);
            }
        }
        if (Kubectl.all().isEmpty()) {
            missing.add("kubectl");
        }
        if (!missing.isEmpty()) {
            System.out.println("SKIPPED: tests of the whole system need " + String.join(", ", missing));
        }
        Assumptions.assumeTrue(missing.isEmpty(), "needs " + missing);
    }

    /** A cluster that is ready, with the test images. */
    static RealCluster start() throws IOException, InterruptedException {
        var cluster = prepare();
        try {
            cluster.up();
            for (var archive : TestImages.archives()) {
                cluster.gantry("image", "import", archive.toString()).ok();
            }
            cluster.until(
                    "node ready", () -> cluster.kubectl("get", "nodes").out().contains(" Ready "));
            return cluster;
        } catch (Exception | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    /** A cluster that has not been started yet. */
    static RealCluster prepare() throws IOException, InterruptedException {
        assumePossible();
        var directory = Files.createTempDirectory("gantry-e2e-");
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var routes = Shell.run("ip", "route", "show", "table", "all").ok();
        int range = 128 + port % 50 * 2;
        while (routes.contains("10." + range + ".") || routes.contains("10." + (range + 1) + ".")) {
            range = range < 250 ? range + 2 : 100;
        }
        return new RealCluster(
                directory, port, "10." + range + ".0.0/16", "10." + (range + 1) + ".0.0/16", GantryProgram.command());
    }

    Shell.Output up() throws InterruptedException {
        var output = gantry(upArguments());
        output.ok();
        return output;
    }

    private String[] upArguments() {
        return new String[] {
            "up", "--detach", "--port", String.valueOf(port), "--pod-cidr", podCidr, "--service-cidr", serviceCidr
        };
    }

    /** {@code gantry ARGUMENTS --data-dir DIRECTORY}. */
    Shell.Output gantry(String... arguments) throws InterruptedException {
        return gantryIn(directory, arguments);
    }

    Shell.Output gantryIn(Path dataDirectory, String... arguments) throws InterruptedException {
        var command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        command.add("--data-dir");
        command.add(dataDirectory.toString());
        return Shell.run(START, Map.of(), "", command);
    }

    int port() {
        return port;
    }

    Path directory() {
        return directory;
    }

    /** The address that answers DNS. */
    String dnsAddress() {
        return serviceCidr.replace(".0/16", ".10");
    }

    /** The id of the process that {@code gantry up --detach} left running. */
    long processId() throws InterruptedException {
        var json = gantry("status", "--json").out();
        var digits = json.replaceAll("(?s).*\"processId\" : (\\d+).*", "$1");
        assertThat(digits).as(json).matches("\\d+");
        return Long.parseLong(digits);
    }

    Shell.Output kubectl(String... arguments) throws InterruptedException {
        return kubectlWith(kubectl, "", arguments);
    }

    /** With {@code input} on its standard input. */
    Shell.Output kubectlIn(String input, String... arguments) throws InterruptedException {
        return kubectlWith(kubectl, input, arguments);
    }

    Shell.Output kubectlWith(Kubectl version, String input, String... arguments) throws InterruptedException {
        return Shell.run(KUBECTL, environment(), input, command(version, arguments));
    }

    /** kubectl that goes on while the test does. */
    Background background(String... arguments) {
        return new Background(environment(), command(kubectl, arguments));
    }

    Background backgroundWith(Kubectl version, String... arguments) {
        return new Background(environment(), command(version, arguments));
    }

    /** kubectl with a terminal. */
    Background terminal(Kubectl version, String arguments) {
        return new Background(
                environment(), List.of("script", "-qefc", version.program() + " " + arguments, "/dev/null"));
    }

    private static List<String> command(Kubectl version, String... arguments) {
        var command = new ArrayList<String>();
        command.add(version.program().toString());
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    Map<String, String> environment() {
        return Map.of(
                "KUBECONFIG",
                directory.resolve("admin.kubeconfig").toString(),
                "HOME",
                directory.getParent().resolve("gantry-e2e-home").toString(),
                "TERM",
                "dumb");
    }

    /** Applies a manifest in a namespace. */
    void apply(String namespace, String manifest) throws InterruptedException {
        kubectlIn(manifest, "apply", "-n", namespace, "-f", "-").ok();
    }

    /** A new namespace in which pods can be created. */
    String namespace() throws InterruptedException {
        var name = "test-" + namespaces.incrementAndGet();
        kubectl("create", "namespace", name).ok();
        until(
                "service account",
                () -> kubectl("get", "serviceaccount", "default", "-n", name).code() == 0);
        return name;
    }

    void deleteNamespace(String name) throws InterruptedException {
        kubectl("delete", "namespace", name, "--wait=false").ok();
    }

    /** One value of one object, by JSONPath. */
    String value(String namespace, String object, String jsonPath) throws InterruptedException {
        return kubectl("get", object, "-n", namespace, "-o", "jsonpath=" + jsonPath)
                .ok();
    }

    void waitReady(String namespace, String object) throws InterruptedException {
        var output = kubectl("wait", "--for=condition=Ready", object, "-n", namespace, "--timeout=45s");
        if (output.code() != 0) {
            throw new AssertionError(
                    output.all() + kubectl("describe", object, "-n", namespace).all());
        }
    }

    void waitRolledOut(String namespace, String deployment) throws InterruptedException {
        var output = kubectl("rollout", "status", "deployment/" + deployment, "-n", namespace, "--timeout=58s");
        if (output.code() != 0) {
            throw new AssertionError(output.all()
                    + kubectl("get", "pods", "-n", namespace, "-o", "wide").all()
                    + kubectl("events", "-n", namespace).all());
        }
    }

    /** Waits for a condition in the cluster. */
    void until(String what, Callable<Boolean> condition) {
        await(what).atMost(PATIENCE).pollInterval(LOOK_EVERY).until(condition);
    }

    /** Idempotent. */
    void close() throws IOException, InterruptedException {
        if (gone) {
            return;
        }
        gone = true;
        var leftovers = new Leftovers(new Layout(directory));
        var marks = leftovers.marks();
        var reset = gantry("reset");
        reset.ok();
        assertThat(leftovers.find(marks)).as("left after\n" + reset.all()).isEmpty();
    }
}
