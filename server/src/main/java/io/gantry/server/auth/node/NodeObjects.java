package io.gantry.server.auth.node;

import io.gantry.api.certificates.v1beta1.PodCertificateRequest;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.resource.v1.ResourceSlice;
import io.gantry.api.storage.v1.VolumeAttachment;
import io.gantry.client.Reader;

/** The objects that tie others to nodes, as they are now. */
public record NodeObjects(
        Reader<Pod> pods,
        Reader<PersistentVolume> volumes,
        Reader<VolumeAttachment> attachments,
        Reader<ResourceSlice> slices,
        Reader<PodCertificateRequest> certificates) {}
