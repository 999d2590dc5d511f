package io.gantry.api.certificates.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ImmutableField;
import org.jspecify.annotations.Nullable;

/**
 * Root certificates and the signer they belong to.
 *
 * @param signerName Signer that the certificates vouch for. If given, the name of the object begins with it, with
 *     slashes as colons, and writing needs the verb attest on the signer.
 * @param trustBundle CA certificates as PEM blocks, each one once and without headers. Their order has no meaning.
 */
@ApiType
public record ClusterTrustBundleSpec(
        @Field(1) @ImmutableField @Nullable String signerName,
        @Field(value = 2, required = true) String trustBundle) {}
