package io.gantry.server.admission;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.ResourceQuota;
import io.gantry.api.core.v1.ResourceQuotaStatus;
import io.gantry.api.core.v1.ResourceQuotaType;
import io.gantry.api.quota.Amounts;
import io.gantry.api.quota.QuotaUsage;
import io.gantry.api.types.Quantity;
import io.gantry.base.Time;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.StorageKeys;
import io.gantry.store.Entry;
import io.gantry.store.EntryRange;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import io.gantry.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Kubernetes' {@code ResourceQuota}: nothing is created that would take more than a quota leaves.
 *
 * <p>The quota's new usage is written in the transaction that writes the object, on condition that the quota is still the
 * one that was looked at. So no two writes can take the same rest, on however many servers, and a write that fails takes
 * nothing. Where the quota loop has not counted yet, the objects are counted here, from the same snapshot; Kubernetes lets
 * everything pass until then.
 */
final class ResourceQuotas implements Admission {
    private final Time time;

    ResourceQuotas(Time time) {
        this.time = time;
    }

    @Override
    public List<Op<KubeObject>> commit(AdmissionRequest request, Snapshot<KubeObject> snapshot) {
        KubeObject object = request.object();
        if (object == null || !QuotaUsage.limits(request.kind()) || !charged(request)) {
            return List.of();
        }
        EntryRange<KubeObject> quotas =
                snapshot.prefix(StorageKeys.collection(ResourceQuotaType.KIND, request.namespace()));
        if (quotas.isEmpty()) {
            return List.of();
        }
        List<Entry<KubeObject>> covering = new ArrayList<>();
        for (Entry<KubeObject> entry : quotas) {
            if (entry.value() instanceof ResourceQuota quota && QuotaUsage.covers(quota.spec(), object)) {
                requireStated(request, quota, object);
                covering.add(entry);
            }
        }
        List<Op<KubeObject>> operations = new ArrayList<>();
        for (Entry<KubeObject> entry : covering) {
            if (entry.value() instanceof ResourceQuota quota) {
                ResourceQuota charged = charge(request, object, quota, snapshot);
                if (charged != quota) {
                    operations.add(Op.put(
                            entry.key(),
                            Metas.withResourceVersion(charged, null),
                            Expect.modRevision(entry.modRevision())));
                }
            }
        }
        return operations;
    }

    private static boolean charged(AdmissionRequest request) {
        return request.creates()
                || (request.operation() == Operation.UPDATE
                        && QuotaUsage.growsByUpdate(request.kind(), request.subresource()));
    }

    /** Where CPU or memory is limited, every container must say how much it wants. */
    private static void requireStated(AdmissionRequest request, ResourceQuota quota, KubeObject object) {
        if (object instanceof Pod pod) {
            String missing = QuotaUsage.unstated(pod, quota.spec().hard().keySet());
            if (!missing.isEmpty()) {
                throw request.forbidden("failed quota: " + quota.name() + ": must specify " + missing);
            }
        }
    }

    /** The quota with the object's use added; the same when nothing is added. */
    private ResourceQuota charge(
            AdmissionRequest request, KubeObject object, ResourceQuota quota, Snapshot<KubeObject> snapshot) {
        Map<String, Quantity> usage = QuotaUsage.of(object, time.now());
        refuseNegative(request, usage);
        KubeObject old = request.old();
        if (old != null && QuotaUsage.covers(quota.spec(), old)) {
            usage = Amounts.growth(usage, QuotaUsage.of(old, time.now()));
        }
        Map<String, Quantity> hard = quota.spec().hard();
        Map<String, Quantity> requested = new TreeMap<>(Amounts.only(usage, hard.keySet()));
        requested.values().removeIf(Quantity::isZero);
        if (requested.isEmpty()) {
            return quota;
        }
        Map<String, Quantity> used = used(request.kind(), quota, snapshot);
        Map<String, Quantity> next = Amounts.add(used, requested);
        Set<String> exceeded = new TreeSet<>();
        for (String name : requested.keySet()) {
            Quantity limit = hard.getOrDefault(name, Quantity.ZERO);
            if (next.getOrDefault(name, Quantity.ZERO).compareTo(limit) > 0) {
                exceeded.add(name);
            }
        }
        if (!exceeded.isEmpty()) {
            throw request.forbidden("exceeded quota: " + quota.name()
                    + ", requested: " + Amounts.text(Amounts.only(requested, exceeded))
                    + ", used: " + Amounts.text(Amounts.only(used, exceeded))
                    + ", limited: " + Amounts.text(Amounts.only(hard, exceeded)));
        }
        return new ResourceQuota(
                quota.metadata(),
                quota.spec(),
                new ResourceQuotaStatus(quota.status().hard(), next));
    }

    private static void refuseNegative(AdmissionRequest request, Map<String, Quantity> usage) {
        Set<String> negative = new TreeSet<>();
        usage.forEach((name, amount) -> {
            if (amount.signum() < 0) {
                negative.add(name);
            }
        });
        if (!negative.isEmpty()) {
            throw request.forbidden("quota usage is negative for resource(s): " + String.join(",", negative));
        }
    }

    /** What is used by the quota's status; where that does not say it, by what is there. */
    private Map<String, Quantity> used(Kind<?> kind, ResourceQuota quota, Snapshot<KubeObject> snapshot) {
        Map<String, Quantity> known = quota.status().used();
        boolean complete = quota.spec().hard().keySet().stream()
                .filter(name -> QuotaUsage.uses(kind, name))
                .allMatch(known::containsKey);
        if (complete) {
            return known;
        }
        List<KubeObject> objects = new ArrayList<>();
        for (Entry<KubeObject> entry : snapshot.prefix(StorageKeys.collection(kind, quota.namespace()))) {
            objects.add(entry.value());
        }
        Map<String, Quantity> counted = new TreeMap<>(QuotaUsage.of(quota.spec(), kind, objects, time.now()));
        counted.putAll(known);
        return counted;
    }
}
