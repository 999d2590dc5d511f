package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.Preconditions;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Registry.Deleted;
import io.gantry.server.request.RequestScope;
import io.gantry.store.ConflictException;
import io.gantry.store.Entry;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import io.gantry.store.WriteResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the objects of one kind: at once, after a grace period that whoever runs them ends, or after their finalizers
 * are gone. The rules are those of {@code k8s.io/apiserver/pkg/registry/rest/delete.go}. Thread-safe.
 */
final class Deleter<T extends KubeObject> {
    static final String ORPHAN = "orphan";
    static final String FOREGROUND = "foregroundDeletion";

    private final Core core;
    private final Strategy<T> strategy;
    private final Kind<T> kind;

    Deleter(Core core, Strategy<T> strategy) {
        this.core = core;
        this.strategy = strategy;
        this.kind = strategy.kind();
    }

    /** @param admitted whether admission has had its say already */
    Deleted<T> delete(String namespace, String name, DeleteOptions options, boolean admitted) {
        checkOptions(options);
        String key = StorageKeys.key(kind, namespace, name);
        for (int attempt = 1; ; attempt++) {
            Strategy.Context context = core.context();
            Entry<KubeObject> entry = context.snapshot().get(key);
            if (entry == null) {
                throw StatusException.notFound(kind.group(), kind.plural(), name);
            }
            T old = strategy.read(entry.value());
            checkPreconditions(old, options.preconditions());
            boolean dryRun = !options.dryRun().isEmpty();
            if (!admitted) {
                core.admission()
                        .validate(new AdmissionRequest(
                                Operation.DELETE,
                                kind,
                                "",
                                old.namespace(),
                                name,
                                null,
                                old,
                                RequestScope.currentUser(),
                                dryRun));
            }
            T marked = mark(old, options, context.now());
            Expect expect = Expect.modRevision(entry.modRevision());
            try {
                if (marked == null) {
                    return dryRun ? new Deleted<>(old, true) : remove(key, old, expect, context);
                }
                if (marked.equals(old) || dryRun) {
                    return new Deleted<>(marked, false);
                }
                Entry<KubeObject> written = Writer.commit(
                                core, kind, List.of(Op.put(key, core.codec().shared(strategy.stored(marked)), expect)))
                        .entry();
                return new Deleted<>(written == null ? marked : strategy.read(written.value()), false);
            } catch (ConflictException e) {
                if (attempt >= Writer.MAX_ATTEMPTS) {
                    throw StatusException.modified(kind.group(), kind.plural(), name);
                }
            }
        }
    }

    private Deleted<T> remove(String key, T old, Expect expect, Strategy.Context context) {
        List<Op<KubeObject>> operations = new ArrayList<>();
        operations.add(Op.delete(key, expect));
        operations.addAll(strategy.planDelete(old, context));
        WriteResult<KubeObject> result = Writer.commit(core, kind, operations);
        return new Deleted<>(Metas.withResourceVersion(old, Long.toString(result.revision())), true);
    }

    /** The object as it stays for now, marked as being deleted; null when it goes at once. */
    private @Nullable T mark(T old, DeleteOptions options, Instant now) {
        ObjectMeta metadata = old.metadata();
        List<String> present = new ArrayList<>(metadata.finalizers());
        if (metadata.deletionTimestamp() == null) {
            strategy.finalizersOfDeletion().stream()
                    .filter(finalizer -> !present.contains(finalizer))
                    .forEach(present::add);
        }
        List<String> finalizers = finalizers(present, options);
        Instant deletion = metadata.deletionTimestamp();
        Long current = metadata.deletionGracePeriodSeconds();
        Long requested = options.gracePeriodSeconds();
        if (deletion != null) {
            if (current != null && current > 0 && (requested == null || requested >= current)) {
                return finalizers.equals(metadata.finalizers()) ? old : withFinalizers(old, finalizers);
            }
            if (current != null && current > 0) {
                // Only a shorter period may be asked for; the end moves by the difference.
                long shorter = Math.max(0, Objects.requireNonNull(requested));
                if (shorter == 0 && finalizers.isEmpty() && !strategy.heldBack(old)) {
                    return null;
                }
                Instant end = deletion.minusSeconds(current - shorter);
                return Metas.edit(
                        old,
                        m -> m.deletionTimestamp(end)
                                .deletionGracePeriodSeconds(shorter)
                                .finalizers(finalizers));
            }
            return finalizers.isEmpty() && !strategy.heldBack(old) ? null : withFinalizers(old, finalizers);
        }
        Long grace = strategy.gracePeriodSeconds(old, requested);
        long seconds = grace == null ? 0 : grace;
        if (seconds == 0 && finalizers.isEmpty() && !strategy.heldBack(old)) {
            return null;
        }
        Long generation = metadata.generation();
        return Metas.with(
                strategy.whenMarked(old),
                ObjectMetaBuilder.of(metadata)
                        .finalizers(finalizers)
                        .deletionTimestamp(now.plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS))
                        .deletionGracePeriodSeconds(seconds)
                        .generation(generation != null && generation > 0 ? Long.valueOf(generation + 1) : generation)
                        .build());
    }

    private static <T extends KubeObject> T withFinalizers(T object, List<String> finalizers) {
        return Metas.edit(object, m -> m.finalizers(finalizers));
    }

    /** The two finalizers that tell the garbage collector what to do with dependents follow from the options. */
    private List<String> finalizers(List<String> present, DeleteOptions options) {
        String policy = options.propagationPolicy();
        boolean orphan;
        boolean foreground;
        if (options.orphanDependents() != null) {
            orphan = options.orphanDependents();
            foreground = false;
        } else if (policy != null) {
            orphan = policy.equals("Orphan");
            foreground = policy.equals("Foreground");
        } else if (present.contains(ORPHAN) || present.contains(FOREGROUND)) {
            return present;
        } else {
            orphan = strategy.traits().orphanByDefault();
            foreground = false;
        }
        List<String> result = new ArrayList<>(present);
        change(result, ORPHAN, orphan);
        change(result, FOREGROUND, foreground);
        return List.copyOf(result);
    }

    private static void change(List<String> list, String value, boolean wanted) {
        if (!wanted) {
            list.remove(value);
        } else if (!list.contains(value)) {
            list.add(value);
        }
    }

    private void checkPreconditions(T object, @Nullable Preconditions preconditions) {
        if (preconditions == null) {
            return;
        }
        String uid = preconditions.uid();
        if (uid != null && !uid.equals(object.uid())) {
            // Kubernetes names the kind here where it names the resource everywhere else.
            throw StatusException.conflict(
                    kind.group(),
                    kind.name(),
                    object.name(),
                    "the UID in the precondition (" + uid + ") does not match the UID in record (" + object.uid()
                            + "). The object might have been deleted and then recreated");
        }
        String version = preconditions.resourceVersion();
        if (version != null && !version.equals(object.resourceVersion())) {
            throw StatusException.conflict(
                    kind.group(),
                    kind.name(),
                    object.name(),
                    "the ResourceVersion in the precondition (" + version
                            + ") does not match the ResourceVersion in record (" + object.resourceVersion()
                            + "). The object might have been modified");
        }
    }

    private static void checkOptions(DeleteOptions options) {
        Violations violations = new Violations();
        String policy = options.propagationPolicy();
        if (policy != null && options.orphanDependents() != null) {
            violations.invalid(
                    "propagationPolicy", policy, "orphanDependents and deletionPropagation cannot be both set");
        }
        List<String> policies = List.of("Foreground", "Background", "Orphan");
        if (policy != null && !policies.contains(policy)) {
            violations.notSupported("propagationPolicy", policy, List.of("Foreground", "Background", "Orphan", "nil"));
        }
        for (String dryRun : options.dryRun()) {
            if (!dryRun.equals("All")) {
                violations.notSupported("dryRun", dryRun, List.of("All"));
            }
        }
        List<StatusCause> causes = violations.causes();
        if (!causes.isEmpty()) {
            throw StatusException.invalid(
                    "meta.k8s.io",
                    Objects.requireNonNull(DeleteOptionsType.TYPE.kind()).name(),
                    "",
                    causes);
        }
    }
}
