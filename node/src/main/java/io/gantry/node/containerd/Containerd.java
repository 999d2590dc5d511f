package io.gantry.node.containerd;

import io.gantry.base.Backoff;
import io.gantry.base.ProcessEnd;
import io.gantry.base.Reason;
import io.gantry.base.TaskGroup;
import io.gantry.base.Time;
import io.gantry.node.cri.CriRuntime;
import io.gantry.node.image.ImageImporter;
import io.gantry.node.image.PauseImage;
import io.gantry.node.runtime.RuntimeFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Keeps one containerd running for one node.
 *
 * <p>The process runs in its own session: it and the containers outlive Gantry, however Gantry ends. The next start finds it
 * by its command line and adopts it, if its configuration is still the wanted one; else it is replaced, which containers do
 * not notice. When it dies it is started again, at once first and then with back-off.
 *
 * <p>{@link #start} returns before containerd answers; {@link #awaitReady} waits for that and for the pause image, which is
 * imported when it is missing. Thread safe. {@link #close()} ends the supervision only, {@link #stop()} the process too;
 * containers keep running either way. {@link ContainerdReset} takes everything away.
 */
public final class Containerd implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Containerd.class.getName());
    private static final Backoff RESTART = new Backoff(Duration.ofMillis(50), 3, Duration.ofSeconds(30), 0.1);
    /** After so long a run, the next death counts as the first. */
    private static final Duration HEALTHY_RUN = Duration.ofMinutes(1);

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration LOG_CHECK = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int LOG_TAIL_BYTES = 2000;

    private final ContainerdOptions options;
    private final Time time;
    private final RandomGenerator random;
    private final TaskGroup tasks = new TaskGroup("containerd");
    private final CountDownLatch ready = new CountDownLatch(1);
    private final LogFile log;
    private final boolean adopted;
    private volatile ProcessHandle process;
    private volatile Optional<Reason> problem = Optional.of(new Reason("ContainerdStarting", "containerd is starting"));

    private Containerd(
            ContainerdOptions options, Time time, RandomGenerator random, ProcessHandle process, boolean adopted) {
        this.options = options;
        this.time = time;
        this.random = random;
        this.process = process;
        this.adopted = adopted;
        this.log = new LogFile(options.log());
    }

    /**
     * Adopts the running containerd or starts one, without waiting until it answers.
     *
     * @throws IOException when it cannot be started: the message names the missing program or right, and the fix
     */
    public static Containerd start(ContainerdOptions options, Time time, RandomGenerator random)
            throws IOException, InterruptedException {
        requireProgram("containerd");
        requireProgram("runc");
        requireProgram("setsid");
        for (var dir : new Path[] {options.home(), options.runDir(), options.cniConfDir()}) {
            Files.createDirectories(dir);
        }
        var running = ContainerdProcess.find(options);
        var wanted = ContainerdConfig.text(options);
        var same = Files.exists(options.config())
                && Files.readString(options.config()).equals(wanted);
        ProcessHandle process;
        if (running.isPresent() && same) {
            process = running.get();
        } else {
            if (running.isPresent()) {
                LOG.log(
                        Level.INFO,
                        "replacing containerd (process {0}), its configuration has changed",
                        running.get().pid());
                end(running.get());
            }
            Files.writeString(options.config(), wanted);
            process = ContainerdProcess.launch(options);
        }
        var adopted = running.isPresent() && same;
        var containerd = new Containerd(options, time, random, process, adopted);
        containerd.tasks.start("supervisor", containerd::supervise);
        containerd.tasks.start("ready", containerd::becomeReady);
        containerd.tasks.start("log", containerd::boundLog);
        return containerd;
    }

    public ContainerdOptions options() {
        return options;
    }

    public Path socket() {
        return options.socket();
    }

    /** Whether the process stood already. */
    public boolean adopted() {
        return adopted;
    }

    /** The process as of now; another one after a restart. */
    public long pid() {
        return process.pid();
    }

    /** Waits until containerd answers and sandboxes can be made; false when the time has passed. */
    public boolean awaitReady(Duration limit) throws InterruptedException {
        return ready.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Why containers cannot be run now; empty when all is well. */
    public Optional<Reason> problem() {
        return problem;
    }

    /** Ends containerd and its supervision. Containers keep running, and the next start finds them. */
    public void stop() throws InterruptedException {
        tasks.close();
        end(process);
    }

    /** Ends the supervision; containerd runs on. */
    @Override
    public void close() {
        tasks.close();
    }

    private void supervise() throws InterruptedException {
        for (var deaths = 0; ; ) {
            var since = time.nanoTime();
            ProcessEnd.await(process);
            deaths = time.nanoTime() - since > HEALTHY_RUN.toNanos() ? 1 : deaths + 1;
            problem = Optional.of(new Reason(
                    "ContainerdDied",
                    "containerd has ended and is started again; the end of its log " + options.log() + " says: "
                            + log.tail(LOG_TAIL_BYTES)));
            LOG.log(Level.WARNING, "containerd (process {0}) has ended, starting it again", process.pid());
            pause(RESTART.delay(deaths - 1, random));
            try {
                process = ContainerdProcess.launch(options);
                if (ready.getCount() == 0) {
                    awaitAnswer();
                    problem = Optional.empty();
                }
            } catch (IOException e) {
                problem = Optional.of(
                        new Reason("ContainerdStartFailed", "containerd cannot be started: " + e.getMessage()));
                LOG.log(Level.ERROR, "containerd cannot be started", e);
            }
        }
    }

    private void becomeReady() throws InterruptedException {
        try (var runtime = new CriRuntime(options.socket(), time, random)) {
            awaitAnswer();
            while (!pauseImage(runtime)) {
                pause(RESTART.delay(1, random));
            }
            problem = Optional.empty();
            ready.countDown();
        }
    }

    /** Waits until containerd takes connections, which it does once its plugins are loaded, or until it has ended. */
    private void awaitAnswer() throws InterruptedException {
        while (true) {
            try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(options.socket()))) {
                if (channel.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                // Not there yet: the supervisor sees to it that it comes.
            }
            pause(POLL);
        }
    }

    private boolean pauseImage(CriRuntime runtime) throws InterruptedException {
        try {
            if (runtime.imageStatus(PauseImage.NAME).isEmpty()) {
                var archive = options.home().resolve("pause.tar");
                PauseImage.write(archive);
                new ImageImporter(options.socket()).importArchive(archive, null);
                Files.delete(archive);
                while (runtime.imageStatus(PauseImage.NAME).isEmpty()) {
                    pause(POLL);
                }
            }
            return true;
        } catch (IOException | RuntimeFailure e) {
            problem = Optional.of(
                    new Reason("PauseImageFailed", "the pause image cannot be imported: " + e.getMessage()));
            LOG.log(Level.DEBUG, "the pause image cannot be imported yet", e);
            return false;
        }
    }

    private void boundLog() throws InterruptedException {
        while (true) {
            pause(LOG_CHECK);
            try {
                log.trim();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "cannot bound containerd's log " + log.path(), e);
            }
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        var over = new CountDownLatch(1);
        try (var _ = time.schedule(duration, over::countDown)) {
            over.await();
        }
    }

    /** Asks the process to end, and kills it if it does not. */
    static void end(ProcessHandle process) throws InterruptedException {
        process.destroy();
        if (!ProcessEnd.await(process, STOP_LIMIT)) {
            LOG.log(Level.WARNING, "process {0} does not end, killing it", process.pid());
            process.destroyForcibly();
        }
    }

    private static void requireProgram(String name) throws IOException {
        var path = System.getenv().getOrDefault("PATH", "")
                + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        for (var dir : path.split(":")) {
            if (!dir.isEmpty() && Files.isExecutable(Path.of(dir, name))) {
                return;
            }
        }
        throw new IOException("a node needs the program " + name + ", which is not installed: on Debian,"
                + " apt-get install containerd runc containernetworking-plugins util-linux");
    }
}
