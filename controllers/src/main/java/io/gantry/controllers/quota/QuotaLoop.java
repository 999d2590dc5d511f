package io.gantry.controllers.quota;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.ResourceQuota;
import io.gantry.api.core.v1.ResourceQuotaStatus;
import io.gantry.api.core.v1.ResourceQuotaType;
import io.gantry.api.quota.Amounts;
import io.gantry.api.quota.QuotaUsage;
import io.gantry.api.status.StatusException;
import io.gantry.api.types.Quantity;
import io.gantry.client.Informer;
import io.gantry.client.ListQuery;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what quotas limit: when a quota is new or changed, and whenever something goes or shrinks. What comes is added by
 * admission, in the transaction that creates it.
 *
 * <p>A quota is read before its objects are, and written only if it is still the same. Every creation changes the quota, so
 * that none can happen between the two without the count beginning again: it is never too low. Kinds are watched only once a
 * quota limits them.
 */
public final class QuotaLoop {
    /** As in Kubernetes, for what changes by time alone, such as pods whose time to end is over. */
    private static final Duration RECOUNT = Duration.ofMinutes(5);

    /** How often a count is begun again at once when the quota has changed meanwhile. */
    private static final int ATTEMPTS = 10;

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Context context;
    private final Supplier<List<Kind<?>>> kinds;
    private final Informer<ResourceQuota> quotas;
    private final Set<Kind<?>> watched = ConcurrentHashMap.newKeySet();
    private final Controller controller;

    private QuotaLoop(Context context, Supplier<List<Kind<?>>> kinds) {
        this.context = context;
        this.kinds = kinds;
        quotas = context.informer(ResourceQuotaType.KIND);
        controller = context.controller("resourcequota-controller", 2, this::reconcile);
        quotas.addHandler((before, after) -> {
            if (after != null && (before == null || !before.spec().equals(after.spec()) || incomplete(after))) {
                controller.enqueue(after);
            }
        });
    }

    /** @param kinds whose objects may be limited; asked again and again */
    public static Loop create(Context context, Supplier<List<Kind<?>>> kinds) {
        return new QuotaLoop(context, kinds).controller;
    }

    private static boolean incomplete(ResourceQuota quota) {
        return !Amounts.same(quota.status().hard(), quota.spec().hard());
    }

    private Outcome reconcile(ObjectKey key) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ResourceQuota> quota = context.client().find(ResourceQuotaType.KIND, key.namespace(), key.name());
            if (quota.isEmpty() || quota.get().metadata().deletionTimestamp() != null) {
                return Outcome.DONE;
            }
            if (write(quota.get())) {
                return Outcome.again(RECOUNT);
            }
        }
        return Outcome.again(PAUSE);
    }

    /** Whether the quota's status is right now; else it changed while its objects were counted. */
    private boolean write(ResourceQuota quota) {
        Map<String, Quantity> hard = quota.spec().hard();
        Map<String, Quantity> used = new TreeMap<>();
        for (Kind<?> kind : kinds.get()) {
            if (QuotaUsage.limits(kind) && hard.keySet().stream().anyMatch(name -> QuotaUsage.uses(kind, name))) {
                watch(kind);
                used.putAll(QuotaUsage.of(
                        quota.spec(),
                        kind,
                        objects(kind, quota.namespace()),
                        context.time().now()));
            }
        }
        ResourceQuotaStatus status = quota.status();
        if (Amounts.same(status.hard(), hard) && Amounts.same(status.used(), used)) {
            return true;
        }
        try {
            context.client()
                    .updateStatus(
                            ResourceQuotaType.KIND,
                            new ResourceQuota(quota.metadata(), quota.spec(), new ResourceQuotaStatus(hard, used)),
                            WriteOptions.DEFAULT);
            return true;
        } catch (StatusException e) {
            if (e.isNotFound()) {
                return true;
            }
            if (e.isConflict()) {
                return false;
            }
            throw e;
        }
    }

    /** From the API server and not from an informer, which might not have heard yet of what admission has counted. */
    @SuppressWarnings("unchecked") // limited kinds are kinds of objects
    private List<? extends KubeObject> objects(Kind<?> kind, String namespace) {
        Kind<KubeObject> ofObjects = (Kind<KubeObject>) kind;
        return context.client()
                .image(ofObjects)
                .map(reader -> reader.list(namespace))
                .orElseGet(() -> context.client()
                        .list(ofObjects, namespace, ListQuery.ALL)
                        .items());
    }

    @SuppressWarnings("unchecked") // limited kinds are kinds of objects
    private void watch(Kind<?> kind) {
        if (watched.add(kind)) {
            context.informer((Kind<KubeObject>) kind).addHandler(this::changed);
        }
    }

    private void changed(@Nullable KubeObject before, @Nullable KubeObject after) {
        if (before == null) {
            return;
        }
        List<ResourceQuota> affected = quotas.reader().list(before.namespace());
        if (!affected.isEmpty() && (after == null || shrank(before, after))) {
            affected.forEach(controller::enqueue);
        }
    }

    private boolean shrank(KubeObject before, KubeObject after) {
        var now = context.time().now();
        Map<String, Quantity> released = Amounts.growth(QuotaUsage.of(before, now), QuotaUsage.of(after, now));
        return released.values().stream().anyMatch(amount -> !amount.isZero());
    }
}
