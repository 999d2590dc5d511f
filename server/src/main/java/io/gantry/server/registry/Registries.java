package io.gantry.server.registry;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.EventType;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.server.admission.Admission;
import io.gantry.store.Snapshot;
import io.gantry.store.Store;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The registries of all kinds over one store; each is made when it is first asked for. Thread-safe.
 *
 * <p>Of the versions in which a resource is served, the best is stored: generally available before beta before alpha, and
 * of these the highest number. Events are stored as {@code v1}, as Kubernetes does.
 */
public final class Registries {
    private static final Pattern VERSION = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");

    /** Finds the kinds that are declared by objects of the cluster. */
    public interface CustomKinds {
        /** None at all. */
        CustomKinds NONE = (group, version, plural) -> null;

        /** The kind that a custom resource has now; null when it is not served. */
        @Nullable
        Kind<CustomObject> find(String group, String version, String plural);
    }

    private final Core core;
    private final CustomKinds customKinds;
    private final Function<Kind<?>, @Nullable Strategy<?>> strategies;
    private final Map<Kind<?>, Registry<?>> stored = new ConcurrentHashMap<>();
    private final Map<Kind<?>, Resource<?>> served = new ConcurrentHashMap<>();

    /**
     * @param codec the store's
     * @param random need not be thread-safe
     * @param customKinds the kinds beside the built-in ones; asked for every request
     * @param strategies what is particular to a kind; null for nothing
     * @param written told of every kind of which an object was just written, before the writer is answered
     */
    public Registries(
            Store<KubeObject> store,
            StorageCodec codec,
            Time time,
            RandomGenerator random,
            Admission admission,
            CustomKinds customKinds,
            Function<Kind<?>, @Nullable Strategy<?>> strategies,
            Consumer<Kind<?>> written) {
        this.core = new Core(store, codec, time, new SharedRandom(random), admission, written);
        this.customKinds = customKinds;
        this.strategies = strategies;
    }

    /** The newest state of everything. */
    public Snapshot<KubeObject> snapshot() {
        return core.store().snapshot();
    }

    public Store<KubeObject> store() {
        return core.store();
    }

    /** What requests that write no object go through, too. */
    Admission admission() {
        return core.admission();
    }

    /** To be called after an object of a kind was written to the store directly, past its registry. */
    public void wrote(Kind<?> kind) {
        core.written().accept(kind);
    }

    /** Names and ids for objects that something else than {@link Registry#create} makes. */
    public NameGenerator names() {
        return core.names();
    }

    /** The resource at a path such as {@code apps}, {@code v1}, {@code deployments}; null when nothing is stored there. */
    public @Nullable Resource<?> find(String group, String version, String plural) {
        Kind<?> kind = kind(group, version, plural);
        return kind == null || !isStored(kind) ? null : resource(kind);
    }

    /** The kind that is served at a path such as {@code apps}, {@code v1}, {@code deployments}; null for none. */
    public @Nullable Kind<?> kind(String group, String version, String plural) {
        Kind<?> kind = Kinds.findResource(group, version, plural);
        return kind == null && group.indexOf('.') > 0 ? customKinds.find(group, version, plural) : kind;
    }

    /** Whether objects of this kind are kept; others, such as reviews, are only answered. */
    public static boolean isStored(Kind<?> kind) {
        return kind.verbs().contains("watch");
    }

    /** The resource of a kind in a served version. */
    @SuppressWarnings("unchecked") // the map holds for each kind its own resource
    public <S extends KubeObject> Resource<S> of(Kind<S> kind) {
        return (Resource<S>) resource(kind);
    }

    /** The registry of a built-in kind in the version that is stored. */
    @SuppressWarnings("unchecked") // the map holds for each kind its own registry
    public <T extends KubeObject> Registry<T> registry(Kind<T> kind) {
        Registry<?> known = stored.get(kind); // holds kinds as they are stored, and no others
        if (known != null) {
            return (Registry<T>) known;
        }
        if (storageKind(kind) != kind) {
            throw new IllegalArgumentException(kind + " is stored as " + storageKind(kind));
        }
        return (Registry<T>) open(kind);
    }

    @SuppressWarnings("unchecked") // kinds that are stored are kinds of KubeObjects
    private Resource<?> resource(Kind<?> kind) {
        if (kind.custom()) {
            return custom((Kind<CustomObject>) kind);
        }
        Resource<?> known = served.get(kind);
        if (known != null) {
            return known;
        }
        Registry<?> registry = registryBehind((Kind<KubeObject>) kind);
        return served.computeIfAbsent(kind, k -> Resource.of((Kind<KubeObject>) k, registry));
    }

    /**
     * Made for every use, since definitions come and go: it is but a few small objects. The kind that is asked for may be
     * an earlier state of the one that is served, or only its names.
     */
    private Resource<CustomObject> custom(Kind<CustomObject> kind) {
        Kind<CustomObject> current = customKinds.find(kind.group(), kind.version(), kind.plural());
        if (current == null) {
            throw StatusException.noSuchPath();
        }
        return Resource.of(current, over(strategy(current)));
    }

    /** A registry that follows a strategy of its own; the caller keeps it. */
    public <T extends KubeObject> Registry<T> over(Strategy<T> strategy) {
        return new Registry<>(core, strategy);
    }

    /**
     * What a version demands of objects does not depend on the version in which they come, except where it is another resource
     * that is stored with the first, as the events of {@code events.k8s.io} are: then it may have a strategy of its own.
     */
    @SuppressWarnings("unchecked") // kinds that are stored are kinds of KubeObjects
    private Registry<?> registryBehind(Kind<KubeObject> kind) {
        Kind<KubeObject> kept = (Kind<KubeObject>) storageKind(kind);
        Strategy<?> own = kept.qualifiedResource().equals(kind.qualifiedResource()) ? null : strategies.apply(kind);
        return own == null ? open(kept) : over(own);
    }

    private <T extends KubeObject> Registry<?> open(Kind<T> kind) {
        Registry<?> known = stored.get(kind);
        if (known != null) {
            return known;
        }
        return stored.computeIfAbsent(kind, k -> new Registry<>(core, strategy(kind)));
    }

    @SuppressWarnings("unchecked") // the strategy given for a kind is one for that kind
    private <T extends KubeObject> Strategy<T> strategy(Kind<T> kind) {
        Strategy<?> special = strategies.apply(kind);
        return special == null ? new Strategy<>(kind) : (Strategy<T>) special;
    }

    /** The version in which objects of a kind are stored. */
    static Kind<?> storageKind(Kind<?> kind) {
        if (kind.group().equals("events.k8s.io")) {
            return EventType.KIND;
        }
        Kind<?> best = kind;
        for (Kind<?> other : Kinds.all()) {
            if (other.plural().equals(kind.plural())
                    && other.group().equals(kind.group())
                    && rank(other.version()) > rank(best.version())) {
                best = other;
            }
        }
        return best;
    }

    private static int rank(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return -1;
        }
        int stability = matcher.group(2) == null ? 2 : matcher.group(2).equals("beta") ? 1 : 0;
        int minor = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        return stability * 1_000_000 + Integer.parseInt(matcher.group(1)) * 1000 + minor;
    }
}
