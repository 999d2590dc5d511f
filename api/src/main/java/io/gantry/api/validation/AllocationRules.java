package io.gantry.api.validation;

import io.gantry.api.names.Names;
import io.gantry.api.resource.v1.AllocationResult;
import io.gantry.api.resource.v1.DeviceAllocationConfiguration;
import io.gantry.api.resource.v1.DeviceRequestAllocationResult;
import java.util.List;

/** The devices that a claim is given. Looked at once, when they are given: they stay as they are. */
final class AllocationRules {
    private static final int MAX_RESULTS = 32;
    /** As many as a class may have, and as many as a claim. */
    private static final int MAX_CONFIGURATIONS = 64;

    private static final List<String> SOURCES = List.of("FromClaim", "FromClass");

    private AllocationRules() {}

    static void check(AllocationResult given, RequestNames requests, FieldPath path, FieldErrors errors) {
        FieldPath results = path.child("devices").child("results");
        if (given.devices().results().size() > MAX_RESULTS) {
            errors.tooMany(results, given.devices().results().size(), MAX_RESULTS);
        } else {
            for (int i = 0; i < given.devices().results().size(); i++) {
                result(given.devices().results().get(i), requests, results.index(i), errors);
            }
        }
        FieldPath config = path.child("devices").child("config");
        if (given.devices().config().size() > MAX_CONFIGURATIONS) {
            errors.tooMany(config, given.devices().config().size(), MAX_CONFIGURATIONS);
        } else {
            for (int i = 0; i < given.devices().config().size(); i++) {
                configuration(given.devices().config().get(i), requests, config.index(i), errors);
            }
        }
        if (given.nodeSelector() != null) {
            CoreV1NodeSelectorChecks.check(given.nodeSelector(), path.child("nodeSelector"), errors);
        }
    }

    private static void result(
            DeviceRequestAllocationResult result, RequestNames requests, FieldPath path, FieldErrors errors) {
        requests.reference(result.request(), path.child("request"), errors);
        DeviceRules.driver(result.driver(), path.child("driver"), errors);
        ResourceSliceRules.poolName(result.pool(), path.child("pool"), errors);
        errors.invalid(path.child("device"), result.device(), Names.dns1123Label(result.device()));
        BindingConditionRules.check(result.bindingConditions(), result.bindingFailureConditions(), path, errors);
        if (result.shareID() != null) {
            Uuids.check(result.shareID(), path.child("shareID"), errors);
        }
    }

    private static void configuration(
            DeviceAllocationConfiguration configuration, RequestNames requests, FieldPath path, FieldErrors errors) {
        errors.oneOf(path.child("source"), configuration.source(), SOURCES);
        requests.references(configuration.requests(), path.child("requests"), errors);
        DeviceClassRules.configuration(configuration.opaque(), false, path, errors);
    }
}
