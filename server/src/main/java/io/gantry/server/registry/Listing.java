package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ListMetaBuilder;
import io.gantry.api.meta.v1.StatusBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.client.ListQuery;
import io.gantry.client.ObjectList;
import io.gantry.store.CompactedException;
import io.gantry.store.Entry;
import io.gantry.store.EntryRange;
import io.gantry.store.RevisionNotReachedException;
import io.gantry.store.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists after Kubernetes' rules: which state answers follows from {@code resourceVersion} and {@code
 * resourceVersionMatch}; all chunks of a list show the state of the first one; a token whose state is gone is refused
 * with one that goes on from the newest state.
 */
final class Listing<T extends KubeObject> {
    private final Core core;
    private final Kind<T> kind;
    private final Strategy<T> strategy;

    Listing(Core core, Strategy<T> strategy) {
        this.core = core;
        this.kind = strategy.kind();
        this.strategy = strategy;
    }

    ObjectList<T> list(String namespace, ListQuery query) {
        checkOptions(query);
        Selection selection = Selection.of(kind, query, strategy::read);
        String inNamespace = namespace;
        if (namespace.isEmpty() && !selection.namespace().isEmpty()) {
            inNamespace = selection.namespace();
        }
        String prefix = StorageKeys.collection(kind, inNamespace);
        // A token's start lies below the collection that was listed, which a selector does not narrow.
        String base = StorageKeys.collection(kind, namespace);
        if (!query.continueToken().isEmpty()) {
            ContinueToken token = ContinueToken.decode(query.continueToken());
            if (!query.resourceVersion().isEmpty() && !query.resourceVersion().equals("0")) {
                throw StatusException.badRequest("specifying resource version is not allowed when using continue");
            }
            Snapshot<KubeObject> snapshot = stateOf(token);
            return page(snapshot, snapshot.prefixFrom(prefix, base + token.start()), base, selection, query.limit());
        }
        Snapshot<KubeObject> snapshot = state(query);
        if (!selection.name().isEmpty() && (!kind.namespaced() || !inNamespace.isEmpty())) {
            return single(snapshot, inNamespace, selection);
        }
        return page(snapshot, snapshot.prefix(prefix), base, selection, query.limit());
    }

    private ObjectList<T> single(Snapshot<KubeObject> snapshot, String namespace, Selection selection) {
        Entry<KubeObject> entry = snapshot.get(StorageKeys.key(kind, namespace, selection.name()));
        List<T> items = entry != null && selection.matches(entry.value())
                ? List.of(strategy.read(entry.value()))
                : List.<T>of();
        return new ObjectList<>(Long.toString(snapshot.revision()), "", null, items);
    }

    private ObjectList<T> page(
            Snapshot<KubeObject> snapshot, EntryRange<KubeObject> range, String base, Selection selection, long limit) {
        boolean everything = selection.everything();
        List<KubeObject> items =
                new ArrayList<>(everything ? (int) Math.min(limit > 0 ? limit : Integer.MAX_VALUE, range.size()) : 16);
        String last = "";
        long seen = 0;
        for (Entry<KubeObject> entry : range) {
            if (limit > 0 && items.size() >= limit) {
                // With a selector nobody knows how many of the rest match; without one it is a subtraction.
                Long remaining = everything ? Long.valueOf(range.size() - seen) : null;
                String token = ContinueToken.after(snapshot.revision(), last).encode();
                return new ObjectList<>(Long.toString(snapshot.revision()), token, remaining, strategy.readAll(items));
            }
            seen++;
            if (everything || selection.matches(entry.value())) {
                items.add(entry.value());
            }
            if (limit > 0) {
                last = entry.key().substring(base.length());
            }
        }
        return new ObjectList<>(Long.toString(snapshot.revision()), "", null, strategy.readAll(items));
    }

    private Snapshot<KubeObject> state(ListQuery query) {
        long revision = Revisions.parse(query.resourceVersion());
        String match = query.resourceVersionMatch();
        boolean exact = match.equals("Exact") || (match.isEmpty() && revision > 0 && query.limit() > 0);
        return exact ? Revisions.exactly(core.store(), revision) : Revisions.notOlderThan(core.store(), revision);
    }

    private Snapshot<KubeObject> stateOf(ContinueToken token) {
        if (token.revision() <= 0) {
            return core.store().snapshot();
        }
        try {
            return core.store().snapshotAt(token.revision());
        } catch (RevisionNotReachedException e) {
            // No token says this that was given here; Kubernetes passes on what its store says.
            throw StatusException.of(500, "", "etcdserver: mvcc: required revision is a future revision");
        } catch (CompactedException e) {
            throw new StatusException(StatusBuilder.of()
                    .metadata(ListMetaBuilder.of()
                            .continueToken(new ContinueToken(-1, token.start()).encode())
                            .build())
                    .status("Failure")
                    .code(410)
                    .reason("Expired")
                    .message("The provided continue parameter is too old to display a consistent list result. "
                            + "You can start a new list without the continue parameter, or use the continue token in "
                            + "this response to retrieve the remainder of the results. Continuing with the provided "
                            + "token results in an inconsistent list - objects that were created, modified, or deleted "
                            + "between the time the first chunk was returned and now may show up in the list.")
                    .build());
        }
    }

    private static void checkOptions(ListQuery query) {
        String match = query.resourceVersionMatch();
        Violations violations = new Violations();
        if (!match.isEmpty()) {
            checkMatch(match, query, violations);
        }
        if (!violations.isEmpty()) {
            throw StatusException.invalid("meta.k8s.io", "ListOptions", "", violations.causes());
        }
    }

    private static void checkMatch(String match, ListQuery query, Violations violations) {
        if (query.resourceVersion().isEmpty()) {
            violations.forbidden(
                    "resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided");
        }
        if (!query.continueToken().isEmpty()) {
            violations.forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided");
        }
        if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
            violations.notSupported("resourceVersionMatch", match, List.of("Exact", "NotOlderThan", ""));
        }
        if (match.equals("Exact") && query.resourceVersion().equals("0")) {
            violations.forbidden(
                    "resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }
    }
}
