package io.gantry.program.command;

import io.gantry.base.Time;
import io.gantry.program.Cidr;
import io.gantry.program.Cluster;
import io.gantry.program.DataDirectoryLock;
import io.gantry.program.DebianPackages;
import io.gantry.program.Layout;
import io.gantry.program.Logging;
import io.gantry.program.Preflight;
import io.gantry.program.ProcessState;
import io.gantry.program.Progress;
import io.gantry.program.Settings;
import io.gantry.program.UserError;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Starts the cluster in this process, or with {@code --detach} in one of its own. */
@Command(name = "up", description = "Start the cluster on this machine.")
public final class UpCommand implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger(UpCommand.class.getName());
    private static final Path DPKG = Path.of("/var/lib/dpkg");

    @Mixin
    private final DataDirectoryOption data = new DataDirectoryOption();

    @Option(names = "--detach", description = "Return once the cluster is ready and leave it running.")
    private boolean detach;

    @Option(names = "--no-node", description = "Run the control plane alone: needs no root and starts no containers.")
    private boolean noNode;

    @Option(names = "--port", paramLabel = "PORT", description = "The API server's port. Default: 6443")
    private @Nullable Integer port;

    @Option(names = "--node-name", paramLabel = "NAME", description = "This node's name. Default: the host's name")
    private @Nullable String nodeName;

    @Option(
            names = "--pod-cidr",
            paramLabel = "CIDR",
            converter = CidrConverter.class,
            description = "The pods' addresses. Default: 10.244.0.0/16")
    private @Nullable Cidr podCidr;

    @Option(
            names = "--service-cidr",
            paramLabel = "CIDR",
            converter = CidrConverter.class,
            description = "The services' addresses. Default: 10.96.0.0/16")
    private @Nullable Cidr serviceCidr;

    @Option(names = "--verbose", description = "Log what is done in detail.")
    private boolean verbose;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var time = Time.system();
        var progress = Progress.sinceProcessStart(System.out, time);
        if (!noNode) {
            Preflight.nodeIsPossible(System.getProperty("os.name", ""), Preflight.isRoot());
        }
        var layout = data.layout();
        layout.create();
        if (detach) {
            return new DetachedStart(layout, progress).run();
        }
        var lock = DataDirectoryLock.tryTake(layout);
        if (lock.isEmpty()) {
            throw alreadyRunning(layout);
        }
        try {
            Files.deleteIfExists(layout.state());
            Logging.toFile(layout, verbose);
            return run(layout, time, progress);
        } finally {
            lock.get().close();
        }
    }

    static UserError alreadyRunning(Layout layout) throws IOException {
        var state = ProcessState.ofRunning(layout);
        return new UserError("The cluster in " + layout.dataDirectory() + " is already running"
                + state.map(it -> " (process " + it.processId() + ", " + it.apiServer() + ")")
                        .orElse("")
                + ". See gantry status, or stop it with gantry down. For a second cluster beside it give another --data-dir,"
                + " --port, --pod-cidr and --service-cidr.");
    }

    private int run(Layout layout, Time time, Progress progress) throws IOException, InterruptedException {
        var settings =
                Settings.resolve(layout, new Settings.Asked(port, !noNode, nodeName, podCidr, serviceCidr), hostName());
        Preflight.portIsFree(InetAddress.ofLiteral("0.0.0.0"), settings.port());
        if (settings.node()) {
            DebianPackages.ensure(DPKG, DebianPackages.FOR_A_NODE, layout.logs().resolve("apt.log"), progress);
        }
        LOG.log(Level.INFO, "starting in {0} with {1}", layout.dataDirectory(), settings);
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        // The hook only passes the word on and waits: the thread that opened the parts closes them.
        var hook = Thread.ofPlatform().name("shutdown").unstarted(() -> {
            stop.countDown();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try (var cluster = Cluster.start(layout, settings, time, progress)) {
            new ProcessState(ProcessHandle.current().pid(), cluster.apiServer(), true).write(layout);
            printReady(layout, progress);
            stop.await();
            LOG.log(Level.INFO, "stopping");
        } finally {
            Files.deleteIfExists(layout.state());
            LOG.log(Level.INFO, "stopped");
            stopped.countDown();
        }
        return 0;
    }

    static void printReady(Layout layout, Progress progress) {
        progress.say("ready. Next:");
        System.out.println();
        System.out.println(
                "  export KUBECONFIG=" + shellWord(layout.kubeconfig().toString()));
        System.out.println("  kubectl get nodes");
        System.out.println("  kubectl apply -f YOUR-MANIFEST.yaml");
        System.out.println();
        System.out.flush();
    }

    private static String shellWord(String text) {
        return text.matches("[A-Za-z0-9_./+:@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** As the kernel has it: to ask for the local host's address would wait for DNS. */
    private static String hostName() throws IOException {
        var file = Path.of("/proc/sys/kernel/hostname");
        return Files.exists(file)
                ? Files.readString(file).strip()
                : InetAddress.getLocalHost().getHostName();
    }

    static final class CidrConverter implements ITypeConverter<Cidr> {
        @Override
        public Cidr convert(String value) {
            try {
                return Cidr.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
