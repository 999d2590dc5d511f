package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.StatusBuilder;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.meta.v1.StatusDetailsBuilder;
import io.gantry.api.status.GoText;
import io.gantry.api.status.StatusException;
import io.gantry.store.CompactedException;
import io.gantry.store.RevisionNotReachedException;
import io.gantry.store.Snapshot;
import io.gantry.store.Store;
import java.time.Duration;
import java.util.List;

/** Reads resource versions as clients send them, and the states that they stand for. */
final class Revisions {
    /** How long a request waits for a revision that is not there yet; Kubernetes' watch cache waits as long. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Revisions() {}

    /** The revision; 0 when the text is empty or 0, which leaves the choice to the server. */
    static long parse(String version) {
        long revision = number(version);
        if (revision < 0) {
            throw StatusException.badRequest("invalid resource version: resourceVersion: Invalid value: "
                    + GoText.quoted(version) + ": " + invalidSyntax(version));
        }
        return revision;
    }

    /** The same for a watch, which Kubernetes refuses in another way. */
    static long parseForWatch(Kind<?> kind, String version) {
        long revision = number(version);
        if (revision < 0) {
            Violations violations = new Violations();
            violations.invalid("resourceVersion", version, invalidSyntax(version));
            throw StatusException.invalid(kind.group(), kind.plural(), "", violations.causes());
        }
        return revision;
    }

    /** Whether the text is a resource version. */
    static boolean readable(String version) {
        return number(version) >= 0;
    }

    /** The number; negative when there is none. */
    private static long number(String version) {
        if (version.isEmpty()) {
            return 0;
        }
        if (!version.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException e) {
            return -1; // more digits than any revision has
        }
    }

    /** Go's complaint about a text that is no number. */
    static String invalidSyntax(String version) {
        return "strconv.ParseUint: parsing " + GoText.quoted(version) + ": invalid syntax";
    }

    /** The newest state, once it is at least at {@code revision}. */
    static Snapshot<KubeObject> notOlderThan(Store<KubeObject> store, long revision) {
        Snapshot<KubeObject> snapshot = store.snapshot();
        if (snapshot.revision() >= revision) {
            return snapshot;
        }
        try {
            store.awaitRevision(revision, PATIENCE);
        } catch (RevisionNotReachedException e) {
            throw tooLarge(revision, e.current());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StatusException.timeout("the request was ended while it waited for resource version " + revision, 1);
        }
        return store.snapshot();
    }

    /** The state at exactly this revision. */
    static Snapshot<KubeObject> exactly(Store<KubeObject> store, long revision) {
        notOlderThan(store, revision);
        try {
            return store.snapshotAt(revision);
        } catch (CompactedException e) {
            throw StatusException.expired("The resourceVersion for the provided list is too old.");
        }
    }

    static StatusException tooOld(long revision, long oldest) {
        return StatusException.expired("too old resource version: " + revision + " (" + oldest + ")");
    }

    private static StatusException tooLarge(long revision, long current) {
        return new StatusException(StatusBuilder.of()
                .status("Failure")
                .code(504)
                .reason("Timeout")
                .message("Timeout: Too large resource version: " + revision + ", current: " + current)
                .details(StatusDetailsBuilder.of()
                        .retryAfterSeconds(1)
                        .causes(List.of(new StatusCause("ResourceVersionTooLarge", "Too large resource version", null)))
                        .build())
                .build());
    }
}
