package io.gantry.api.certificates.v1alpha1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Root certificates for use anywhere in the cluster. Pods can mount them, and every service account may read them.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The certificates and the signer they belong to.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "SignerName", path = "spec.signerName", otherwise = "<none>")
@ApiKind(
        group = "certificates.k8s.io",
        version = "v1alpha1",
        plural = "clustertrustbundles",
        singular = "clustertrustbundle",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record ClusterTrustBundle(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) ClusterTrustBundleSpec spec)
        implements KubeObject {
    @Override
    public Kind<ClusterTrustBundle> kind() {
        return ClusterTrustBundleType.KIND;
    }

    @Override
    public ClusterTrustBundle withMetadata(ObjectMeta metadata) {
        return new ClusterTrustBundle(metadata, spec);
    }
}
