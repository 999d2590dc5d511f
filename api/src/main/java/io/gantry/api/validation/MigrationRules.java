package io.gantry.api.validation;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.meta.v1.ConditionType;
import io.gantry.api.meta.v1.GroupResource;
import io.gantry.api.names.Names;
import io.gantry.api.storagemigration.v1beta1.StorageVersionMigration;
import io.gantry.api.storagemigration.v1beta1.StorageVersionMigrationSpecType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders to write the objects of a resource anew, and how far that has come. */
final class MigrationRules {
    private MigrationRules() {}

    static void migration(StorageVersionMigration migration, FieldErrors errors) {
        GroupResource resource = migration.spec().resource();
        FieldPath path = FieldPath.SPEC.child("resource");
        if (resource.resource().isEmpty()) {
            errors.required(path.child("resource"), "resource is required to be set");
        } else {
            joined(path.child("resource"), resource.resource(), Names.dns1035Label(resource.resource()), errors);
        }
        if (!resource.group().isEmpty()) {
            joined(path.child("group"), resource.group(), Names.dns1123Subdomain(resource.group()), errors);
        }
    }

    private static void joined(FieldPath path, String value, List<String> wrong, FieldErrors errors) {
        if (!wrong.isEmpty()) {
            errors.invalid(path, value, String.join(",", wrong));
        }
    }

    static void update(StorageVersionMigration updated, StorageVersionMigration old, FieldErrors errors) {
        migration(updated, errors);
        errors.immutableRecord(FieldPath.SPEC, StorageVersionMigrationSpecType.TYPE, updated.spec(), old.spec());
    }

    static void status(StorageVersionMigration updated, StorageVersionMigration old, FieldErrors errors) {
        FieldPath path = FieldPath.STATUS.child("resourceVersion");
        String version = text(updated.status().resourceVersion());
        if (!isRevision(version)) {
            errors.invalid(path, version, "resource version is not well formed: " + version);
        }
        List<Condition> conditions = updated.status().conditions();
        FieldPath at = FieldPath.STATUS.child("conditions");
        ConditionRules.check(conditions, at, errors);
        String before = text(old.status().resourceVersion());
        if (!before.isEmpty() && !before.equals(version)) {
            errors.invalid(path, version, "field is immutable");
        }
        boolean succeeded = holds(conditions, "Succeeded");
        boolean failed = holds(conditions, "Failed");
        boolean running = holds(conditions, "Running");
        if (succeeded && failed) {
            wrong(conditions, "Both success and failed conditions cannot be true at the same time", at, errors);
        }
        if (succeeded && running) {
            wrong(conditions, "Running condition cannot be true when success condition is true", at, errors);
        }
        if (failed && running) {
            wrong(conditions, "Running condition cannot be true when failed condition is true", at, errors);
        }
        if (!succeeded && holds(old.status().conditions(), "Succeeded")) {
            wrong(conditions, "Success condition cannot be set to false once it is true", at, errors);
        }
        if (!failed && holds(old.status().conditions(), "Failed")) {
            wrong(conditions, "Failed condition cannot be set to false once it is true", at, errors);
        }
    }

    private static void wrong(List<Condition> conditions, String detail, FieldPath path, FieldErrors errors) {
        errors.invalid(path, InternalJson.ofAll(ConditionType.TYPE, conditions), detail);
    }

    private static boolean holds(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .filter(each -> each.status().equals("True"))
                .isPresent();
    }

    private static boolean isRevision(String version) {
        return !version.isEmpty() && version.charAt(0) != '0' && version.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
