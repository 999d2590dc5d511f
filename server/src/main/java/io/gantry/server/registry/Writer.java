package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.defaults.Defaults;
import io.gantry.api.meta.v1.ManagedFieldsEntry;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.status.StatusException;
import io.gantry.api.validation.FieldError;
import io.gantry.client.WriteOptions;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Registry.Edit;
import io.gantry.server.registry.Registry.Edited;
import io.gantry.server.registry.Registry.Written;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.RequestTrace;
import io.gantry.store.ConflictException;
import io.gantry.store.Entry;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import io.gantry.store.StoreUnavailableException;
import io.gantry.store.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates and updates the objects of one kind. Thread-safe. */
final class Writer<T extends KubeObject> {
    /** Every lost attempt means that another write succeeded; this many in a row do not happen by chance. */
    static final int MAX_ATTEMPTS = 100;

    /** As in Kubernetes 1.30 and later (RetryGenerateName). */
    private static final int MAX_GENERATED_NAMES = 8;

    private final Core core;
    private final Strategy<T> strategy;
    private final Kind<T> kind;

    Writer(Core core, Strategy<T> strategy) {
        this.core = core;
        this.strategy = strategy;
        this.kind = strategy.kind();
    }

    T create(String namespace, T given, @Nullable List<ManagedFieldsEntry> managers, WriteOptions options) {
        if (!given.resourceVersion().isEmpty()) {
            throw StatusException.of(500, "", "resourceVersion should not be set on objects to be created");
        }
        T object = MetadataRules.inNamespace(kind, Defaults.apply(given), namespace);
        // What admission and the registry add has no owner: it is nobody's wish.
        object = FieldOwners.afterCreate(
                kind, object, managers, options.fieldManager(), core.time().now());
        AdmissionRequest request = new AdmissionRequest(
                Operation.CREATE,
                kind,
                "",
                kind.namespaced() ? namespace : "",
                object.name(),
                object,
                null,
                RequestScope.currentUser(),
                options.dryRun());
        object = MetadataRules.withOwnersOnce(own(core.admission().mutate(request, object)), true);
        String prefix = object.metadata().generateName();
        boolean generated = object.name().isEmpty() && prefix != null && !prefix.isEmpty();
        for (int attempt = 1; ; attempt++) {
            String name = generated && prefix != null ? core.names().generate(prefix) : object.name();
            try {
                return createNamed(namespace, object, name, request, options);
            } catch (StatusException e) {
                if (!generated || !e.isAlreadyExists()) {
                    throw e;
                }
                if (attempt >= MAX_GENERATED_NAMES) {
                    throw StatusException.nameNotGenerated(kind.group(), kind.plural(), name);
                }
            }
        }
    }

    private T createNamed(String namespace, T given, String name, AdmissionRequest request, WriteOptions options) {
        String key = StorageKeys.key(kind, namespace, name);
        String uid = core.names().uid();
        try (WaitingLines.Place place = core.lines().place()) {
            return createNamed(given, name, uid, key, place, request, options);
        }
    }

    private T createNamed(
            T given,
            String name,
            String uid,
            String key,
            WaitingLines.Place place,
            AdmissionRequest request,
            WriteOptions options) {
        for (int attempt = 1; ; attempt++) {
            Strategy.Context context = core.context();
            strategy.mayCreate(context);
            T object = MetadataRules.forCreate(
                    given, name, uid, context.now(), strategy.traits().generation());
            object = strategy.prepareCreate(object, context);
            Strategy.Plan<T> plan = strategy.plan(object, null, context);
            object = plan.object();
            check(Rules.ofNew(kind, object), strategy.check(object, null), name);
            Rules.warn("", null, object);
            AdmissionRequest last = request.withObject(object);
            core.admission().validate(last);
            List<Op<KubeObject>> also = both(plan.also(), core.admission().commit(last, context.snapshot()));
            if (options.dryRun()) {
                if (context.snapshot().get(key) != null) {
                    throw StatusException.alreadyExists(kind.group(), kind.plural(), name);
                }
                return object;
            }
            try {
                return write(Op.put(key, stored(object), Expect.absent()), also);
            } catch (ConflictException e) {
                if (e.key().equals(key)) {
                    throw StatusException.alreadyExists(kind.group(), kind.plural(), name);
                }
                giveUpAfter(attempt, name);
                place.lineUp(e.key());
            }
        }
    }

    Written<T> update(
            String namespace,
            String name,
            String subresource,
            Edit<T> edit,
            @Nullable Supplier<Edited<T>> ifAbsent,
            WriteOptions options) {
        String key = StorageKeys.key(kind, namespace, name);
        for (int attempt = 1; ; attempt++) {
            Strategy.Context context = core.context();
            Entry<KubeObject> entry = context.snapshot().get(key);
            if (entry == null) {
                if (ifAbsent == null) {
                    throw StatusException.notFound(kind.group(), kind.plural(), name);
                }
                return new Written<>(createAbsent(namespace, name, ifAbsent.get(), options), true);
            }
            T old = strategy.read(entry.value());
            Edited<T> edited = edit.apply(old);
            T next = edited.object();
            if (!next.name().isEmpty() && !next.name().equals(name)) {
                throw StatusException.badRequest("the name of the object (" + next.name()
                        + ") does not match the name on the URL (" + name + ")");
            }
            String version = next.resourceVersion();
            if (!Revisions.readable(version)) {
                throw StatusException.of(500, "", Revisions.invalidSyntax(version));
            }
            boolean conditional = !version.isEmpty() && !version.equals("0");
            if (!conditional && !strategy.traits().unconditionalUpdate()) {
                throw versionIsMissing(name);
            }
            if (conditional && !version.equals(old.resourceVersion())) {
                throw StatusException.modified(kind.group(), kind.plural(), name);
            }
            next = MetadataRules.inNamespace(
                    kind, MetadataRules.withOwnersOnce(Defaults.apply(next), false), namespace);
            next = prepare(subresource, MetadataRules.forUpdate(kind, key, next, old), old, context);
            next = FieldOwners.afterUpdate(
                    kind, subresource, old, next, edited.managers(), options.fieldManager(), context.now());
            AdmissionRequest request = new AdmissionRequest(
                    Operation.UPDATE,
                    kind,
                    subresource,
                    old.namespace(),
                    name,
                    next,
                    old,
                    RequestScope.currentUser(),
                    options.dryRun());
            T admitted = MetadataRules.withOwnersOnce(own(core.admission().mutate(request, next)), true);
            if (admitted != next) {
                next = prepare(subresource, admitted, old, context); // nor may admission change what a client may not
            }
            next = withGeneration(subresource, next, old);
            Strategy.Plan<T> plan = strategy.plan(next, old, context);
            next = plan.object();
            check(
                    subresource.isEmpty()
                            ? Rules.ofUpdate(kind, old, next)
                            : Rules.ofSubresource(kind, subresource, old, next),
                    strategy.check(next, old),
                    name);
            Rules.warn(subresource, old, next);
            AdmissionRequest last = request.withObject(next);
            core.admission().validate(last);
            List<Op<KubeObject>> also = both(plan.also(), core.admission().commit(last, context.snapshot()));
            if (options.dryRun()) {
                return new Written<>(next, false);
            }
            // In its stored form, so that what is written in two ways (nothing, or empty) is no change.
            KubeObject kept = stored(next);
            next = strategy.read(kept);
            if (next.equals(Metas.withResourceVersion(old, null))
                    && !core.codec().isStale(key, entry.modRevision())) {
                return new Written<>(old, false);
            }
            try {
                Expect expect = Expect.modRevision(entry.modRevision());
                if (MetadataRules.readyToGo(next) && !strategy.heldBack(next)) {
                    return new Written<>(remove(key, old, next, expect, context), false);
                }
                return new Written<>(write(Op.put(key, kept, expect), also), false);
            } catch (ConflictException e) {
                giveUpAfter(attempt, name);
            }
        }
    }

    private static List<Op<KubeObject>> both(List<Op<KubeObject>> one, List<Op<KubeObject>> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        List<Op<KubeObject>> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private T createAbsent(String namespace, String name, Edited<T> ifAbsent, WriteOptions options) {
        T object = ifAbsent.object();
        if (!object.resourceVersion().isEmpty() && !object.resourceVersion().equals("0")) {
            throw StatusException.modified(kind.group(), kind.plural(), name);
        }
        String uid = object.uid();
        if (!uid.isEmpty()) {
            throw StatusException.conflict(
                    kind.group(),
                    kind.plural(),
                    name,
                    MetadataRules.wrongUid(StorageKeys.key(kind, namespace, name), uid, ""));
        }
        T named = Metas.edit(object, m -> m.name(name).resourceVersion(null));
        return create(namespace, named, ifAbsent.managers(), options);
    }

    private T prepare(String subresource, T next, T old, Strategy.Context context) {
        return switch (subresource) {
            case "", "scale" -> strategy.prepareUpdate(next, old, context);
            case "status" -> strategy.prepareStatus(next, old, context);
            default -> strategy.prepareSubresource(subresource, next, old, context);
        };
    }

    /** The generation counts what is desired: it moves when anything but metadata and status does. */
    private T withGeneration(String subresource, T next, T old) {
        if (subresource.equals("status") || !strategy.traits().generation() || strategy.sameDesire(next, old)) {
            return next;
        }
        Long generation = old.metadata().generation();
        return MetadataRules.withGeneration(next, generation == null ? 1 : generation + 1);
    }

    /** The last finalizer went, or the grace period became zero: the update removes the object. */
    private T remove(String key, T old, T last, Expect expect, Strategy.Context context) {
        List<Op<KubeObject>> operations = new ArrayList<>();
        operations.add(Op.delete(key, expect));
        operations.addAll(strategy.planDelete(old, context));
        WriteResult<KubeObject> result = commit(operations);
        return Metas.withResourceVersion(last, Long.toString(result.revision()));
    }

    private T write(Op<KubeObject> main, List<Op<KubeObject>> also) {
        List<Op<KubeObject>> operations = new ArrayList<>(1 + also.size());
        operations.add(main);
        operations.addAll(also);
        Entry<KubeObject> entry = commit(operations).entry();
        if (entry == null) {
            throw new IllegalStateException("the store wrote " + main.key() + " and has no entry for it");
        }
        return strategy.read(entry.value());
    }

    private WriteResult<KubeObject> commit(List<Op<KubeObject>> operations) {
        return commit(core, kind, operations);
    }

    static WriteResult<KubeObject> commit(Core core, Kind<?> kind, List<Op<KubeObject>> operations) {
        long began = RequestTrace.begin();
        try {
            WriteResult<KubeObject> result = RequestScope.currentTimed()
                    ? core.store().writeUnlessInterrupted(operations, () -> writtenLate(core, kind))
                    : core.store().write(operations);
            core.written().accept(kind);
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StatusException.timeout("the write is not durable yet, and may still become so", 0);
        } catch (StoreUnavailableException e) {
            String message = e.getMessage();
            throw StatusException.unavailable(message == null ? "the store takes no writes" : message);
        } finally {
            RequestTrace.end(RequestTrace.Phase.COMMIT, began);
        }
    }

    /** What follows from objects is worked out also when nobody waits for their write; not on the store's thread. */
    private static void writtenLate(Core core, Kind<?> kind) {
        Thread.ofVirtual().name("written-late").start(() -> core.written().accept(kind));
    }

    private void giveUpAfter(int attempt, String name) {
        if (attempt >= MAX_ATTEMPTS) {
            throw StatusException.modified(kind.group(), kind.plural(), name);
        }
    }

    private void check(List<StatusCause> ofType, List<FieldError> special, String name) {
        if (!ofType.isEmpty() || !special.isEmpty()) {
            List<StatusCause> causes = new ArrayList<>(ofType);
            causes.addAll(Rules.causes(special));
            throw StatusException.invalid(kind.group(), kind.name(), name, causes);
        }
    }

    @SuppressWarnings("unchecked") // admission keeps the kind
    private T own(KubeObject object) {
        return (T) object;
    }

    private KubeObject stored(T object) {
        return core.codec().shared(strategy.stored(object));
    }

    /** The text shows the number as Kubernetes' does, which prints it in Go's notation. */
    private StatusException versionIsMissing(String name) {
        var cause = new StatusCause(
                "FieldValueInvalid", "Invalid value: 0x0: must be specified for an update", "metadata.resourceVersion");
        return StatusException.invalid(kind.group(), kind.plural(), name, List.of(cause));
    }
}
