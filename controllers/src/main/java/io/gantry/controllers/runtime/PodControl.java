package io.gantry.controllers.runtime;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.Preconditions;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.meta.v1.StatusDetails;
import io.gantry.api.status.StatusException;
import io.gantry.base.Reason;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.client.WriteOptions;

/** Creates and deletes pods for an owner, and tells of it in events on the owner. Thread-safe. */
public final class PodControl {
    private final Client client;
    private final EventRecorder recorder;

    public PodControl(Client client, EventRecorder recorder) {
        this.client = client;
        this.recorder = recorder;
    }

    /** The pod that a template asks for, named by the server from the owner's name. */
    public static Pod fromTemplate(PodTemplateSpec template, KubeObject owner) {
        return PodBuilder.of()
                .metadata(ObjectMetaBuilder.of()
                        .namespace(owner.namespace())
                        .generateName(owner.name() + "-")
                        .labels(template.metadata().labels())
                        .annotations(template.metadata().annotations())
                        .finalizers(template.metadata().finalizers())
                        .ownerReferences(java.util.List.of(Owners.controller(owner)))
                        .build())
                .spec(template.spec())
                .build();
    }

    /** A refusal because the namespace is going away is thrown without an event: it will not get better. */
    public Pod create(KubeObject owner, Pod pod) {
        try {
            Pod made = client.create(PodType.KIND, pod, WriteOptions.DEFAULT);
            recorder.normal(owner, new Reason("SuccessfulCreate", "Created pod: " + made.name()));
            return made;
        } catch (StatusException e) {
            if (!namespaceTerminating(e)) {
                recorder.warning(owner, new Reason("FailedCreate", "Error creating: " + e.getMessage()));
            }
            throw e;
        }
    }

    /** Deletes this incarnation of a pod; one that is gone already is fine. */
    public void delete(KubeObject owner, Pod pod) {
        DeleteOptions options = DeleteOptionsBuilder.of()
                .preconditions(new Preconditions(pod.uid(), null))
                .build();
        try {
            client.delete(PodType.KIND, pod.namespace(), pod.name(), options);
            recorder.normal(owner, new Reason("SuccessfulDelete", "Deleted pod: " + pod.name()));
        } catch (StatusException e) {
            if (e.isNotFound() || e.isConflict()) {
                return; // gone, or another pod by this name
            }
            recorder.warning(owner, new Reason("FailedDelete", "Error deleting: " + e.getMessage()));
            throw e;
        }
    }

    /** Whether a creation was refused because its namespace is going away. */
    public static boolean namespaceTerminating(StatusException e) {
        StatusDetails details = e.status().details();
        if (details == null) {
            return false;
        }
        for (StatusCause cause : details.causes()) {
            if ("NamespaceTerminating".equals(cause.reason())) {
                return true;
            }
        }
        return false;
    }
}
