package io.gantry.testkit;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.Event;
import io.gantry.api.core.v1.EventType;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.ListQuery;
import io.gantry.client.ObjectList;
import io.gantry.client.Watch;
import io.gantry.client.WatchClosedException;
import io.gantry.client.WatchEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Waits for one object to get into a state, by watching it: the waiting ends with the change that brings it about. When the
 * time is over it fails with an {@link AssertionError} that shows the object as it was seen last, and the namespace's events.
 *
 * @param <T> the object's type
 */
public final class Await<T extends KubeObject> {
    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(20);
    private static final int EVENTS_SHOWN = 15;

    private final Client client;
    private final Time time;
    private final Kind<T> kind;
    private final String namespace;
    private final String name;
    private final Duration limit;

    private Await(Client client, Time time, Kind<T> kind, String namespace, String name, Duration limit) {
        this.client = client;
        this.time = time;
        this.kind = kind;
        this.namespace = namespace;
        this.name = name;
        this.limit = limit;
    }

    static <T extends KubeObject> Await<T> of(Client client, Time time, Kind<T> kind, String namespace, String name) {
        return new Await<>(client, time, kind, kind.namespaced() ? namespace : "", name, DEFAULT_LIMIT);
    }

    /** Waits for so long at most, instead of 20 seconds. */
    public Await<T> within(Duration newLimit) {
        return new Await<>(client, time, kind, namespace, name, newLimit);
    }

    /** Waits until the object exists; returns it. */
    public T untilExists() {
        return until("exist", object -> true);
    }

    /** Waits until the object's status has this condition with status {@code True}, such as {@code Ready}; returns it. */
    public T untilCondition(String type) {
        return until("have the condition " + type, object -> hasCondition(object, type));
    }

    /**
     * Waits until it holds; returns the object for which it does.
     *
     * @param what completes "it did not ..." in the message of a failure, such as {@code "have three ready replicas"}
     */
    public T until(String what, Predicate<? super T> holds) {
        T found = await(what, object -> object != null && holds.test(object));
        if (found == null) {
            throw new IllegalStateException("waited for an object and got none");
        }
        return found;
    }

    /** Waits until the object does not exist. */
    public void untilGone() {
        await("go away", object -> object == null);
    }

    private @Nullable T await(String what, Predicate<@Nullable T> holds) {
        long deadline = time.nanoTime() + limit.toNanos();
        ListQuery query = ListQuery.fields("metadata.name=" + name);
        T last = null;
        try {
            while (true) {
                ObjectList<T> list = client.list(kind, namespace, query);
                last = list.items().isEmpty() ? null : list.items().getFirst();
                if (holds.test(last)) {
                    return last;
                }
                try (Watch<T> watch =
                        client.watch(kind, namespace, query.withResourceVersion(list.resourceVersion()))) {
                    while (true) {
                        WatchEvent<T> event = watch.next(left(deadline));
                        if (event != null && event.type() != WatchEvent.Type.BOOKMARK) {
                            last = event.type() == WatchEvent.Type.DELETED ? null : event.object();
                            if (holds.test(last)) {
                                return last;
                            }
                        }
                        checkTime(deadline, what, last, null);
                    }
                } catch (WatchClosedException e) {
                    checkTime(deadline, what, last, e);
                } catch (StatusException e) {
                    if (e.code() != 410) {
                        throw e;
                    }
                    checkTime(deadline, what, last, e); // too many changes at once: on from the newest state
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + failure(what, last), e);
        }
    }

    private Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - time.nanoTime()));
    }

    private void checkTime(long deadline, String what, @Nullable T last, @Nullable RuntimeException why) {
        if (time.nanoTime() - deadline >= 0) {
            throw new AssertionError(failure(what, last), why);
        }
    }

    static boolean hasCondition(KubeObject object, String type) {
        return Tree.of(object).get("status") instanceof Map<?, ?> status
                && status.get("conditions") instanceof List<?> conditions
                && conditions.stream()
                        .anyMatch(each -> each instanceof Map<?, ?> condition
                                && type.equals(condition.get("type"))
                                && "True".equals(condition.get("status")));
    }

    private String failure(String what, @Nullable T last) {
        StringBuilder text = new StringBuilder(kind.name().toLowerCase(Locale.ROOT))
                .append(" \"")
                .append(name)
                .append('"');
        if (!namespace.isEmpty()) {
            text.append(" in namespace \"").append(namespace).append('"');
        }
        text.append(" did not ")
                .append(what)
                .append(" within ")
                .append(seconds(limit))
                .append('\n');
        if (last == null) {
            text.append("It does not exist.");
            List<String> others = names();
            if (!others.isEmpty()) {
                text.append(" There are: ").append(String.join(", ", others));
            }
            text.append('\n');
        } else {
            text.append("Seen last:\n").append(Yaml.write(shown(last)).indent(2));
        }
        List<Event> events = events();
        if (!events.isEmpty()) {
            text.append("Events:\n");
            events.forEach(event -> text.append("  ").append(line(event)).append('\n'));
        }
        return text.toString();
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static Map<String, Object> shown(KubeObject object) {
        Map<String, Object> tree = Tree.of(object);
        if (tree.get("metadata") instanceof Map<?, ?> metadata) {
            metadata.remove("managedFields");
        }
        return tree;
    }

    private List<String> names() {
        return client.list(kind, namespace, ListQuery.ALL.withPage(10, "")).items().stream()
                .map(KubeObject::name)
                .toList();
    }

    /** The newest of the namespace: why a Deployment does not get on is said by its pods. */
    private List<Event> events() {
        List<Event> all = new ArrayList<>(
                client.list(EventType.KIND, namespace, ListQuery.ALL).items());
        all.sort((a, b) -> Long.compare(revision(a), revision(b)));
        return all.subList(Math.max(0, all.size() - EVENTS_SHOWN), all.size());
    }

    private static long revision(Event event) {
        return Long.parseLong(event.resourceVersion());
    }

    private static String line(Event event) {
        var about = event.involvedObject();
        return "%s %s %s/%s: %s"
                .formatted(
                        event.type(),
                        event.reason(),
                        String.valueOf(about.kind()).toLowerCase(Locale.ROOT),
                        about.name(),
                        event.message());
    }
}
