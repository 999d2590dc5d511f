package io.gantry.api.certificates.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Asks a signer for a certificate for a pod. Made by the kubelet for volumes with podCertificate.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The pod and the certificate it needs. Immutable.
 * @param status The certificate, or why there is none.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "PodName", path = "spec.podName")
@Column(name = "ServiceAccountName", path = "spec.serviceAccountName")
@Column(name = "NodeName", path = "spec.nodeName")
@Column(name = "SignerName", path = "spec.signerName")
@Column(name = "State", cells = "podCertificateRequest")
@Column(name = "UnverifiedUserAnnotations", path = "spec.unverifiedUserAnnotations", otherwise = "<none>")
@ApiKind(
        group = "certificates.k8s.io",
        version = "v1beta1",
        plural = "podcertificaterequests",
        singular = "podcertificaterequest",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|certificates.k8s.io/v1beta1/PodCertificateRequest|get,patch,update")
public record PodCertificateRequest(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) PodCertificateRequestSpec spec,
        @Field(value = 3, always = true) PodCertificateRequestStatus status)
        implements KubeObject {
    @Override
    public Kind<PodCertificateRequest> kind() {
        return PodCertificateRequestType.KIND;
    }

    @Override
    public PodCertificateRequest withMetadata(ObjectMeta metadata) {
        return new PodCertificateRequest(metadata, spec, status);
    }
}
