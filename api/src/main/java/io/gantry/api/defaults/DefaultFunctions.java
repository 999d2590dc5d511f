package io.gantry.api.defaults;

import io.gantry.api.apps.v1.DaemonSetUpdateStrategy;
import io.gantry.api.apps.v1.DeploymentStrategy;
import io.gantry.api.apps.v1.StatefulSetSpec;
import io.gantry.api.apps.v1.StatefulSetUpdateStrategy;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobSpec;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.EphemeralContainer;
import io.gantry.api.core.v1.LimitRangeItem;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NodeStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.ReplicationController;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.core.v1.ServiceSpec;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.networking.v1.NetworkPolicySpec;
import io.gantry.api.rbac.v1.RoleRef;
import io.gantry.api.rbac.v1.Subject;
import io.gantry.api.storage.v1.CSIDriverSpec;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The defaults that depend on other fields, by the record that they complete. Each row is made when it is asked for: what a lambda
 * takes to link adds up over all of them to a noticeable part of a fresh JVM's start.
 */
final class DefaultFunctions {
    private DefaultFunctions() {}

    /** The function that completes a record of a class; null for none. */
    static @Nullable UnaryOperator<Object> of(Class<?> record) {
        return switch (record.getSimpleName()) {
            case "Container" -> of(record, Container.class, PodDefaults::container);
            case "EphemeralContainer" -> of(record, EphemeralContainer.class, PodDefaults::ephemeralContainer);
            case "Volume" -> of(record, Volume.class, PodDefaults::volume);
            case "ResourceRequirements" -> of(record, ResourceRequirements.class, PodDefaults::resources);
            case "Pod" -> of(record, Pod.class, PodDefaults::pod);
            case "ServicePort" -> of(record, ServicePort.class, ServiceDefaults::port);
            case "ServiceSpec" -> of(record, ServiceSpec.class, ServiceDefaults::spec);
            case "Service" -> of(record, Service.class, ServiceDefaults::service);
            case "Namespace" -> of(record, Namespace.class, CoreDefaults::namespace);
            case "Secret" -> of(record, Secret.class, CoreDefaults::secret);
            case "NodeStatus" -> of(record, NodeStatus.class, CoreDefaults::nodeStatus);
            case "LimitRangeItem" -> of(record, LimitRangeItem.class, CoreDefaults::limitRangeItem);
            case "ReplicationController" ->
                of(record, ReplicationController.class, CoreDefaults::replicationController);
            case "DeploymentStrategy" -> of(record, DeploymentStrategy.class, WorkloadDefaults::deploymentStrategy);
            case "DaemonSetUpdateStrategy" ->
                of(record, DaemonSetUpdateStrategy.class, WorkloadDefaults::daemonSetStrategy);
            case "StatefulSetUpdateStrategy" ->
                of(record, StatefulSetUpdateStrategy.class, WorkloadDefaults::statefulSetStrategy);
            case "StatefulSetSpec" -> of(record, StatefulSetSpec.class, WorkloadDefaults::statefulSetSpec);
            case "JobSpec" -> of(record, JobSpec.class, WorkloadDefaults::jobSpec);
            case "Job" -> of(record, Job.class, WorkloadDefaults::job);
            case "HorizontalPodAutoscalerSpec" ->
                of(record, HorizontalPodAutoscalerSpec.class, WorkloadDefaults::autoscaler);
            case "HorizontalPodAutoscalerBehavior" ->
                of(record, HorizontalPodAutoscalerBehavior.class, WorkloadDefaults::autoscalerBehavior);
            case "NetworkPolicySpec" -> of(record, NetworkPolicySpec.class, GroupDefaults::networkPolicySpec);
            case "CSIDriverSpec" -> of(record, CSIDriverSpec.class, GroupDefaults::csiDriverSpec);
            case "RoleRef" -> of(record, RoleRef.class, GroupDefaults::roleRef);
            case "Subject" -> of(record, Subject.class, GroupDefaults::subject);
            case "EndpointPort" ->
                of(record, io.gantry.api.discovery.v1.EndpointPort.class, GroupDefaults::endpointPort);
            case "MatchResources" ->
                of(record, io.gantry.api.admissionregistration.v1.MatchResources.class, GroupDefaults::matchResources);
            case "ValidatingAdmissionPolicySpec" ->
                of(
                        record,
                        io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicySpec.class,
                        GroupDefaults::validatingPolicySpec);
            case "MutatingAdmissionPolicySpec" ->
                of(
                        record,
                        io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicySpec.class,
                        GroupDefaults::mutatingPolicySpec);
            case "CustomResourceDefinitionSpec" ->
                of(
                        record,
                        io.gantry.api.apiextensions.v1.CustomResourceDefinitionSpec.class,
                        GroupDefaults::customResourceDefinitionSpec);
            case "ExactDeviceRequest" ->
                of(record, io.gantry.api.resource.v1.ExactDeviceRequest.class, GroupDefaults::exactDeviceRequest);
            case "DeviceSubRequest" ->
                of(record, io.gantry.api.resource.v1.DeviceSubRequest.class, GroupDefaults::deviceSubRequest);
            default -> null;
        };
    }

    /** Null for a record of another group that is called the same. */
    @SuppressWarnings("unchecked") // the function is only ever called with what it is for
    private static <T> @Nullable UnaryOperator<Object> of(Class<?> record, Class<T> known, UnaryOperator<T> function) {
        return record == known ? (UnaryOperator<Object>) function : null;
    }
}
