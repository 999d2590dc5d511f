package io.gantry.api.validation;

import io.gantry.api.resource.v1.AllocationResult;
import io.gantry.api.resource.v1.AllocationResultType;
import io.gantry.api.resource.v1.ResourceClaim;
import io.gantry.api.resource.v1.ResourceClaimConsumerReference;
import io.gantry.api.resource.v1.ResourceClaimStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What devices a claim was given, which then stay, and who may use them. */
final class ClaimStatusRules {
    private static final int MAX_CONSUMERS = 256;
    private static final FieldPath PATH = FieldPath.of("status");

    private ClaimStatusRules() {}

    static void status(ResourceClaim updated, ResourceClaim old, FieldErrors errors) {
        ResourceClaimStatus after = updated.status();
        FieldPath path = PATH.child("reservedFor");
        consumers(after.reservedFor(), path, errors);
        DeviceStatusRules.check(after.devices(), after.allocation(), PATH.child("devices"), errors);
        if (!after.reservedFor().isEmpty() && after.allocation() == null) {
            errors.forbidden(path, "may not be specified when `allocated` is not set");
        } else if (updated.metadata().deletionTimestamp() != null
                && !old.status().reservedFor().containsAll(after.reservedFor())) {
            errors.forbidden(
                    path, "new entries may not be added while `deallocationRequested` or `deletionTimestamp` are set");
        }
        AllocationResult before = old.status().allocation();
        if (before != null && after.allocation() != null) {
            errors.immutableRecord(PATH.child("allocation"), AllocationResultType.TYPE, after.allocation(), before);
        } else if (after.allocation() != null) {
            RequestNames requests = RequestNames.of(updated.spec().devices());
            AllocationRules.check(after.allocation(), requests, PATH.child("allocation"), errors);
        }
    }

    private static void consumers(List<ResourceClaimConsumerReference> all, FieldPath path, FieldErrors errors) {
        if (all.size() > MAX_CONSUMERS) {
            errors.tooMany(path, all.size(), MAX_CONSUMERS);
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            required(all.get(i).resource(), path.index(i).child("resource"), errors);
            required(all.get(i).name(), path.index(i).child("name"), errors);
            required(all.get(i).uid(), path.index(i).child("uid"), errors);
        }
        Set<String> uids = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (!uids.add(all.get(i).uid())) {
                errors.duplicate(path.index(i), all.get(i).uid());
            }
        }
    }

    private static void required(String value, FieldPath path, FieldErrors errors) {
        if (value.isEmpty()) {
            errors.required(path, "");
        }
    }
}
