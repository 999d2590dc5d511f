package io.gantry.api.validation;

import io.gantry.api.coordination.v1.Lease;
import io.gantry.api.coordination.v1beta1.LeaseCandidate;
import io.gantry.api.coordination.v1beta1.LeaseCandidateSpec;
import io.gantry.api.names.Names;
import io.gantry.api.types.Semver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leases, and who would like to hold one. */
final class LeaseRules {
    private static final String OLDEST = "OldestEmulationVersion";

    private LeaseRules() {}

    static void lease(Lease lease, FieldErrors errors) {
        String strategy = lease.spec().strategy();
        String preferred = lease.spec().preferredHolder();
        if (strategy != null) {
            strategy(strategy, FieldPath.SPEC.child("strategy"), errors);
        }
        if (preferred != null && !preferred.isEmpty() && (strategy == null || strategy.isEmpty())) {
            errors.forbidden(FieldPath.SPEC.child("preferredHolder"), "may only be specified if `strategy` is defined");
        }
    }

    static void candidate(LeaseCandidate candidate, FieldErrors errors) {
        LeaseCandidateSpec spec = candidate.spec();
        if (spec.leaseName().isEmpty()) {
            errors.required(FieldPath.SPEC.child("leaseName"), "");
        }
        FieldPath binary = FieldPath.SPEC.child("binaryVersion");
        FieldPath emulation = FieldPath.SPEC.child("emulationVersion");
        String emulated = spec.emulationVersion() == null ? "" : spec.emulationVersion();
        Semver ofEmulation = emulated.isEmpty() ? null : version(emulated, emulation, errors);
        Semver ofBinary = null;
        if (spec.binaryVersion().isEmpty()) {
            errors.required(binary, "");
        } else {
            ofBinary = version(spec.binaryVersion(), binary, errors);
        }
        Semver zero = new Semver(0, 0, 0, List.of()); // what could not be read counts as this, in Kubernetes too
        Semver ahead = ofEmulation == null ? zero : ofEmulation;
        if (!spec.binaryVersion().isEmpty()
                && !emulated.isEmpty()
                && (ofBinary == null ? zero : ofBinary).compareTo(ahead) < 0) {
            errors.invalid(binary, spec.binaryVersion(), "must be greater than or equal to `emulationVersion`");
        }
        FieldPath strategy = FieldPath.SPEC.child("strategy");
        if (spec.strategy().isEmpty()) {
            errors.required(strategy, "");
            return;
        }
        if (spec.strategy().equals(OLDEST) && ahead.equals(zero)) {
            errors.required(emulation, "must be specified when `strategy` is 'OldestEmulationVersion'");
        }
        strategy(spec.strategy(), strategy, errors);
    }

    static void candidateUpdate(LeaseCandidate updated, LeaseCandidate old, FieldErrors errors) {
        candidate(updated, errors);
        errors.immutable(
                FieldPath.SPEC.child("leaseName"),
                updated.spec().leaseName(),
                old.spec().leaseName());
    }

    private static @Nullable Semver version(String text, FieldPath path, FieldErrors errors) {
        try {
            return Semver.parse(text, false);
        } catch (IllegalArgumentException e) {
            errors.invalid(path, text, "must be a valid semantic version");
            return null;
        }
    }

    /** Kubernetes names the field twice in the path of what is wrong. */
    private static void strategy(String strategy, FieldPath path, FieldErrors errors) {
        if (strategy.indexOf('/') >= 0) {
            errors.invalid(path.child("strategy"), strategy, Names.qualifiedName(strategy));
        } else if (!strategy.equals(OLDEST)) {
            errors.notSupported(path.child("strategy"), strategy, List.of(OLDEST));
        }
    }
}
