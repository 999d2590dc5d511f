package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseRulesTest {
    private static String candidate(String spec) {
        return "{apiVersion: coordination.k8s.io/v1beta1, kind: LeaseCandidate, metadata: {name: Some_name., namespace: ns,"
                + " resourceVersion: '1'}, spec: {" + spec + "}}";
    }

    private static String lease(String spec) {
        return "{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: l, namespace: ns}, spec: {" + spec
                + "}}";
    }

    @Test
    void whatIsRight() {
        assertThat(Verdict.ofNew(candidate("leaseName: l, binaryVersion: 1.36.0, emulationVersion: 1.35.0, strategy:"
                        + " OldestEmulationVersion")))
                .isEmpty();
        assertThat(Verdict.ofNew(candidate("leaseName: l, binaryVersion: 1.36.0-rc.1+a, strategy: example.com/mine")))
                .isEmpty();
        assertThat(Verdict.ofNew(lease("strategy: example.com/mine, preferredHolder: h")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {} | spec.leaseName: Required value; spec.binaryVersion: Required value; spec.strategy: Required value
            leaseName: l, binaryVersion: v1.36.0, strategy: example.com/mine | spec.binaryVersion: Invalid value: "v1.36.0": must be a valid semantic version
            leaseName: l, binaryVersion: '1.36', emulationVersion: '1.35', strategy: example.com/mine | spec.emulationVersion: Invalid value: "1.35": must be a valid semantic version; spec.binaryVersion: Invalid value: "1.36": must be a valid semantic version
            leaseName: l, binaryVersion: 1.35.0, emulationVersion: 1.36.0, strategy: OldestEmulationVersion | spec.binaryVersion: Invalid value: "1.35.0": must be greater than or equal to `emulationVersion`
            leaseName: l, binaryVersion: 1.36.0, strategy: OldestEmulationVersion | spec.emulationVersion: Required value: must be specified when `strategy` is 'OldestEmulationVersion'
            leaseName: l, binaryVersion: 1.36.0, strategy: Newest | spec.strategy.strategy: Unsupported value: "Newest": supported values: "OldestEmulationVersion"
            """)
    void candidates(String spec, String wrong) {
        assertThat(String.join("; ", Verdict.ofNew(candidate(spec.equals("{}") ? "" : spec))))
                .isEqualTo(wrong);
    }

    @Test
    void theLeaseThatIsWantedStays() {
        String rest = ", binaryVersion: 1.36.0, strategy: example.com/mine";

        assertThat(Verdict.ofUpdate(candidate("leaseName: l" + rest), candidate("leaseName: m" + rest)))
                .containsExactly("spec.leaseName: Invalid value: \"m\": field is immutable");
    }

    @Test
    void aHolderIsPreferredByAStrategyOnly() {
        assertThat(Verdict.ofNew(lease("preferredHolder: h")))
                .containsExactly("spec.preferredHolder: Forbidden: may only be specified if `strategy` is defined");
        assertThat(Verdict.ofNew(lease("strategy: Newest")))
                .containsExactly("spec.strategy.strategy: Unsupported value: \"Newest\": supported values:"
                        + " \"OldestEmulationVersion\"");
    }
}
