package io.gantry.api.validation;

/** What several fields of a {@link Sample} must be together. */
final class SampleRules {
    private SampleRules() {}

    static void check(Sample sample, FieldPath path, FieldErrors errors) {
        if (sample.name().equals(sample.text())) {
            errors.invalid(path.child("text"), sample.text(), "must not be the name");
        }
    }
}
