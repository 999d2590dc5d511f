package io.gantry.controllers.namespace;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.EventType;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceBuilder;
import io.gantry.api.core.v1.NamespaceCondition;
import io.gantry.api.core.v1.NamespaceSpec;
import io.gantry.api.core.v1.NamespaceStatusBuilder;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.client.Client;
import io.gantry.client.Informer;
import io.gantry.client.ListQuery;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Empties a namespace that is to be deleted, and then lets it go by removing the finalizer {@code kubernetes}.
 *
 * <p>Pods first and everything else when they are gone, so that no pod runs without the policies and secrets it was started
 * with.
 */
public final class NamespaceLoop {
    private static final String FINALIZER = "kubernetes";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int WORKERS = 2;

    private final Client client;
    private final Context context;
    private final Informer<Namespace> namespaces;
    private final Supplier<List<Kind<?>>> kinds;
    private final Controller controller;

    private NamespaceLoop(Context context, Supplier<List<Kind<?>>> kinds) {
        this.context = context;
        this.client = context.client();
        this.kinds = kinds;
        namespaces = context.informer(NamespaceType.KIND);
        controller = context.controller("namespace-controller", WORKERS, this::reconcile);
        namespaces.addHandler((before, after) -> {
            if (after != null && after.metadata().deletionTimestamp() != null) {
                controller.enqueue(after);
            }
        });
    }

    /** @param kinds what is deleted with a namespace, apart from events */
    public static Loop create(Context context, Supplier<List<Kind<?>>> kinds) {
        return new NamespaceLoop(context, kinds).controller;
    }

    private Outcome reconcile(ObjectKey key) {
        Namespace namespace = namespaces.reader().get("", key.name());
        if (namespace == null
                || namespace.metadata().deletionTimestamp() == null
                || !namespace.spec().finalizers().contains(FINALIZER)) {
            return Outcome.DONE;
        }
        Remains remains = empty(key.name());
        Namespace noted = note(namespace, remains);
        if (!remains.counts.isEmpty() || !remains.failures.isEmpty()) {
            return Outcome.again(LOOK_AGAIN);
        }
        List<String> finalizers = new ArrayList<>(noted.spec().finalizers());
        finalizers.remove(FINALIZER);
        try {
            client.updateSubresource(
                    NamespaceType.KIND,
                    NamespaceBuilder.of(noted)
                            .spec(new NamespaceSpec(finalizers))
                            .build(),
                    "finalize",
                    WriteOptions.DEFAULT);
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
        return Outcome.DONE;
    }

    /** What could not be deleted yet: numbers by resource and by finalizer, and errors. */
    private record Remains(Map<String, Integer> counts, Map<String, Integer> finalizers, List<String> failures) {}

    private Remains empty(String namespace) {
        var remains = new Remains(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        empty(PodType.KIND, namespace, remains);
        if (remains.counts.isEmpty() && remains.failures.isEmpty()) {
            for (Kind<?> kind : kinds.get()) {
                if (kind.namespaced() && kind != PodType.KIND) {
                    empty(kind, namespace, remains);
                }
            }
            if (remains.counts.isEmpty()) {
                empty(EventType.KIND, namespace, remains);
            }
        }
        return remains;
    }

    @SuppressWarnings("unchecked") // every deletable kind is of objects
    private void empty(Kind<?> kind, String namespace, Remains remains) {
        try {
            var objects = (Kind<KubeObject>) kind;
            if (client.list(objects, namespace, ListQuery.ALL.withPage(1, ""))
                    .items()
                    .isEmpty()) {
                return;
            }
            DeleteOptions options =
                    DeleteOptionsBuilder.of().propagationPolicy("Background").build();
            client.deleteCollection(kind, namespace, ListQuery.ALL, options);
            for (KubeObject left :
                    client.list(objects, namespace, ListQuery.ALL).items()) {
                remains.counts.merge(withGroup(kind), 1, Integer::sum);
                left.metadata().finalizers().forEach(finalizer -> remains.finalizers.merge(finalizer, 1, Integer::sum));
            }
        } catch (StatusException e) {
            if (!e.isNotFound() && e.code() != 405) {
                remains.failures.add(kind.qualifiedResource() + ": " + e.getMessage());
            }
        }
    }

    /** Kubernetes writes the dot also where there is no group: {@code pods.}. */
    private static String withGroup(Kind<?> kind) {
        return kind.plural() + "." + kind.group();
    }

    private Namespace note(Namespace namespace, Remains remains) {
        Instant now = context.time().now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        List<NamespaceCondition> before = namespace.status().conditions();
        List<NamespaceCondition> after = new ArrayList<>();
        after.add(condition(
                before,
                now,
                "NamespaceDeletionDiscoveryFailure",
                false,
                "ResourcesDiscovered",
                "All resources successfully discovered"));
        after.add(condition(
                before,
                now,
                "NamespaceDeletionGroupVersionParsingFailure",
                false,
                "ParsedGroupVersions",
                "All legacy kube types successfully parsed"));
        boolean failed = !remains.failures.isEmpty();
        after.add(condition(
                before,
                now,
                "NamespaceDeletionContentFailure",
                failed,
                failed ? "ContentDeletionFailed" : "ContentDeleted",
                failed
                        ? "Failed to delete all resource types, " + remains.failures.size() + " remaining: "
                                + String.join(", ", remains.failures)
                        : "All content successfully deleted, may be waiting on finalization"));
        boolean left = !remains.counts.isEmpty();
        after.add(condition(
                before,
                now,
                "NamespaceContentRemaining",
                left,
                left ? "SomeResourcesRemain" : "ContentRemoved",
                left
                        ? "Some resources are remaining: " + numbers(remains.counts, " has ", " resource instances")
                        : "All content successfully removed"));
        boolean held = !remains.finalizers.isEmpty();
        after.add(condition(
                before,
                now,
                "NamespaceFinalizersRemaining",
                held,
                held ? "SomeFinalizersRemain" : "ContentHasNoFinalizers",
                held
                        ? "Some content in the namespace has finalizers remaining: "
                                + numbers(remains.finalizers, " in ", " resource instances")
                        : "All content-preserving finalizers finished"));
        if (after.equals(before) || (before.isEmpty() && !left && !failed)) {
            return namespace; // gone in a moment: nobody would read it
        }
        return client.updateStatus(
                NamespaceType.KIND,
                NamespaceBuilder.of(namespace)
                        .status(NamespaceStatusBuilder.of(namespace.status())
                                .conditions(after)
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
    }

    private static String numbers(Map<String, Integer> counts, String between, String after) {
        List<String> parts = new ArrayList<>();
        counts.forEach((name, count) -> parts.add(name + between + count + after));
        return String.join(", ", parts);
    }

    private static NamespaceCondition condition(
            List<NamespaceCondition> before, Instant now, String type, boolean is, String reason, String message) {
        String status = is ? "True" : "False";
        Instant since = now;
        for (NamespaceCondition condition : before) {
            Instant at = condition.lastTransitionTime();
            if (condition.type().equals(type) && condition.status().equals(status) && at != null) {
                since = at;
            }
        }
        return new NamespaceCondition(type, status, since, reason, message);
    }
}
