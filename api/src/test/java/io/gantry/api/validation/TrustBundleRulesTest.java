package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.certificates.v1beta1.ClusterTrustBundle;
import io.gantry.api.certificates.v1beta1.ClusterTrustBundleSpec;
import io.gantry.api.certificates.v1beta1.ClusterTrustBundleType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrustBundleRulesTest {
    private static ClusterTrustBundle bundle(String name, @Nullable String signer) {
        return new ClusterTrustBundle(
                ObjectMetaBuilder.of().name(name).resourceVersion("1").build(),
                new ClusterTrustBundleSpec(signer, TrustAnchorsTest.AUTHORITY));
    }

    private static List<String> wrong(String name, @Nullable String signer) {
        return Validation.validate(ClusterTrustBundleType.KIND, bundle(name, signer)).stream()
                .map(FieldError::toString)
                .toList();
    }

    @Test
    void theNameBeginsWithTheSigner() {
        assertThat(wrong("example.com:signer:mine", "example.com/signer")).isEmpty();
        assertThat(wrong("mine", null)).isEmpty();
        assertThat(wrong("mine", "example.com/signer"))
                .containsExactly("metadata.name: Invalid value: \"mine\": ClusterTrustBundle for signerName"
                        + " example.com/signer must be named with prefix example.com:signer:");
        assertThat(wrong("a:b", null))
                .containsExactly("metadata.name: Invalid value: \"a:b\": ClusterTrustBundle without signer name must"
                        + " not have \":\" in its name");
        assertThat(wrong("example.com:signer:Mine", "example.com/signer"))
                .singleElement()
                .asString()
                .contains("a lowercase RFC 1123 subdomain must consist of");
    }

    @Test
    void theSignerStays() {
        assertThat(Validation.validateUpdate(
                        ClusterTrustBundleType.KIND, bundle("a.b:c:d", "a.b/c"), bundle("a.b:c:d", "a.b/e")))
                .extracting(FieldError::toString)
                .containsExactlyInAnyOrder(
                        "spec.signerName: Invalid value: \"a.b/e\": field is immutable",
                        "metadata.name: Invalid value: \"a.b:c:d\": ClusterTrustBundle for signerName a.b/e must be named"
                                + " with prefix a.b:e:");
    }

    @Test
    void signersAreOfADomain() {
        assertThat(wrong("a:b", "a"))
                .anyMatch(text -> text.startsWith("spec.signerName: Invalid value: \"a\": must be a"));
        assertThat(wrong("a:b:c", "a/b"))
                .containsExactly("spec.signerName: Invalid value: \"a\": should be a domain with at least two segments"
                        + " separated by dots");
        assertThat(wrong("a.b:C:c", "a.b/C"))
                .singleElement()
                .asString()
                .startsWith("spec.signerName: Invalid value: \"C\": validating label \"C\": a lowercase RFC 1123");
    }

    @Test
    void certificatesAreJudgedWhenTheyChange() {
        var stored = new ClusterTrustBundle(
                ObjectMetaBuilder.of().name("mine").resourceVersion("1").build(),
                new ClusterTrustBundleSpec(null, "of former times"));
        assertThat(Validation.validateUpdate(ClusterTrustBundleType.KIND, stored, stored))
                .isEmpty();
        assertThat(Validation.validate(ClusterTrustBundleType.KIND, stored))
                .extracting(FieldError::toString)
                .containsExactly(
                        "spec.trustBundle: Invalid value: \"<value omitted>\": at least one trust anchor must be"
                                + " provided");
        assertThat(Validation.validateUpdate(ClusterTrustBundleType.KIND, bundle("mine", null), stored))
                .hasSize(1);
    }
}
