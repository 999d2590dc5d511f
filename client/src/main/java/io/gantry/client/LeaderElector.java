package io.gantry.client;

import io.gantry.api.coordination.v1.Lease;
import io.gantry.api.coordination.v1.LeaseBuilder;
import io.gantry.api.coordination.v1.LeaseSpec;
import io.gantry.api.coordination.v1.LeaseSpecBuilder;
import io.gantry.api.coordination.v1.LeaseType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs something in at most one process at a time, by a Lease.
 *
 * <p>Like client-go's: another's lease counts as valid for its duration after <em>this</em> process last saw it change, so
 * that clocks need not agree; a leader that could not renew within the deadline, which is shorter than the lease, ends its
 * term before another may begin one. The term's start and end are called by one thread at a time.
 */
public final class LeaderElector implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LeaderElector.class.getName());

    /**
     * @param identity unique among the processes
     * @param lease how long others wait for a leader that is silent; in whole seconds
     * @param renewDeadline how long a leader that cannot renew goes on
     * @param retry how often to try
     */
    public record Config(
            String namespace, String name, String identity, Duration lease, Duration renewDeadline, Duration retry) {
        public Config {
            if (renewDeadline.compareTo(lease) >= 0 || retry.compareTo(renewDeadline) >= 0) {
                throw new IllegalArgumentException("lease (" + lease + ") must be longer than renewDeadline ("
                        + renewDeadline + "), and that longer than retry (" + retry + ")");
            }
        }

        /** With kube-controller-manager's durations: 15 s, 10 s, 2 s. */
        public static Config of(String namespace, String name, String identity) {
            return new Config(
                    namespace, name, identity, Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
        }
    }

    /** A term of office: what runs while this process leads. */
    @FunctionalInterface
    public interface Office {
        /** Begins to lead. What it returns is closed when the term ends; closing must not return before all has ended. */
        AutoCloseable begin();
    }

    private final Client client;
    private final Time time;
    private final RandomGenerator random;
    private final Config config;
    private final Office office;
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Cancellable next;
    private volatile @Nullable AutoCloseable term;
    private long renewedAt;
    private @Nullable LeaseSpec seen;
    private long seenAt;
    private boolean closed;

    public LeaderElector(Client client, Time time, RandomGenerator random, Config config, Office office) {
        this.client = client;
        this.time = time;
        this.random = random;
        this.config = config;
        this.office = office;
    }

    /** Tries to lead, now and for as long as this is not closed. */
    public void start() {
        lock.lock();
        try {
            if (!closed && next == null) {
                next = time.schedule(Duration.ZERO, this::turn);
            }
        } finally {
            lock.unlock();
        }
    }

    public boolean leading() {
        return term != null;
    }

    private void turn() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            boolean held = false;
            try {
                held = claim();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, () -> "Lease " + config.name() + " was not acquired or renewed: " + e);
            }
            long now = time.nanoTime();
            if (held) {
                renewedAt = now;
                if (term == null) {
                    LOG.log(Level.INFO, "{0} leads {1}", config.identity(), config.name());
                    term = office.begin();
                }
            } else if (term != null && now - renewedAt >= config.renewDeadline().toNanos()) {
                LOG.log(Level.WARNING, "{0} no longer leads {1}", config.identity(), config.name());
                end();
            }
            // Jitter as in client-go, so that several that wait do not try at the same moment.
            Duration wait = term != null
                    ? config.retry()
                    : config.retry().plusNanos((long) (config.retry().toNanos() * 0.2 * random.nextDouble()));
            next = time.schedule(wait, this::turn);
        } finally {
            lock.unlock();
        }
    }

    /** Acquires or renews the lease. Returns whether it is ours now. */
    private boolean claim() {
        Instant now = time.now().truncatedTo(ChronoUnit.MICROS);
        Optional<Lease> found = client.find(LeaseType.KIND, config.namespace(), config.name());
        if (found.isEmpty()) {
            Lease made = LeaseBuilder.of()
                    .metadata(ObjectMetaBuilder.of()
                            .namespace(config.namespace())
                            .name(config.name())
                            .build())
                    .spec(held(LeaseSpecBuilder.of().acquireTime(now).leaseTransitions(0), now))
                    .build();
            seen(client.create(LeaseType.KIND, made, WriteOptions.DEFAULT).spec());
            return true;
        }
        LeaseSpec spec = found.get().spec();
        if (seen == null || !spec.equals(seen)) {
            seen(spec);
        }
        boolean ours = config.identity().equals(spec.holderIdentity());
        Integer seconds = spec.leaseDurationSeconds();
        Duration valid = seconds == null ? config.lease() : Duration.ofSeconds(seconds);
        String holder = spec.holderIdentity();
        if (!ours && holder != null && !holder.isEmpty() && time.nanoTime() - seenAt < valid.toNanos()) {
            return false;
        }
        LeaseSpecBuilder next = LeaseSpecBuilder.of(spec);
        if (!ours) {
            Integer transitions = spec.leaseTransitions();
            next.acquireTime(now).leaseTransitions(transitions == null ? 1 : transitions + 1);
        }
        Lease claimed = LeaseBuilder.of(found.get()).spec(held(next, now)).build();
        seen(client.update(LeaseType.KIND, claimed, WriteOptions.DEFAULT).spec());
        return true;
    }

    private LeaseSpec held(LeaseSpecBuilder spec, Instant now) {
        return spec.holderIdentity(config.identity())
                .leaseDurationSeconds(Math.toIntExact(config.lease().toSeconds()))
                .renewTime(now)
                .build();
    }

    private void seen(LeaseSpec spec) {
        seen = spec;
        seenAt = time.nanoTime();
    }

    private void end() {
        AutoCloseable ending = Objects.requireNonNull(term);
        term = null;
        try {
            ending.close();
        } catch (Exception e) {
            // A loop that goes on beside another leader's would do everything twice: the caller must not survive this.
            throw new IllegalStateException("what ran while leading " + config.name() + " could not be stopped", e);
        }
    }

    /** Ends the term, if there is one, and gives the lease up so that another need not wait. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (next != null) {
                next.close();
            }
            if (term != null) {
                end();
                release();
            }
        } finally {
            lock.unlock();
        }
    }

    private void release() {
        try {
            Optional<Lease> found = client.find(LeaseType.KIND, config.namespace(), config.name());
            if (found.isPresent() && config.identity().equals(found.get().spec().holderIdentity())) {
                LeaseSpec free = LeaseSpecBuilder.of(found.get().spec())
                        .holderIdentity("")
                        .leaseDurationSeconds(1)
                        .build();
                client.update(
                        LeaseType.KIND, LeaseBuilder.of(found.get()).spec(free).build(), WriteOptions.DEFAULT);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "Lease " + config.name() + " was not given up: " + e);
        }
    }
}
