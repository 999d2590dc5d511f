package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is known of a field of the Kubernetes API beyond its Java type. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.SOURCE)
public @interface Field {
    /** Number on the protobuf wire. */
    int value();

    /**
     * Numbers of the embedded messages, outermost first, that hold the field on the wire. JSON writes such a field flat:
     * {@code Volume.hostPath} travels inside {@code VolumeSource}, which is field 2 of {@code Volume}.
     */
    int[] in() default {};

    /** Name in JSON, when it cannot be the component's. */
    String name() default "";

    /** Must be given; JSON writes it even when it is empty. */
    boolean required() default false;

    /** JSON and protobuf write it even when it is empty, because Kubernetes holds it by value. */
    boolean always() default false;

    /** {@code x-kubernetes-list-type}. */
    ListType listType() default ListType.NONE;

    /** {@code x-kubernetes-list-map-keys}. */
    String[] mapKeys() default {};

    /** Strategic merge: lists and maps are merged rather than replaced. */
    boolean merge() default false;

    /** Strategic merge: the key that makes two elements of the list the same. */
    String mergeKey() default "";

    /** Strategic merge: keys that the patch does not name are cleared. */
    boolean retainKeys() default false;

    /** Owned as a whole by server-side apply ({@code x-kubernetes-map-type: atomic}). */
    boolean atomic() default false;

    /** Microseconds are kept (Kubernetes' MicroTime); other instants are whole seconds. */
    boolean micro() default false;

    /** The protobuf wire wraps the list into a message of its own (Verbs). */
    boolean wrapped() default false;

    /**
     * Kubernetes tells absent from zero (a pointer in its Go types). Without it a decoded {@code ""}, {@code 0} or {@code
     * false} of an optional field reads as absent.
     */
    boolean pointer() default false;

    /** How decoders share the value between objects; for the direct fields of a kind see {@link ApiKind}. */
    Sharing sharing() default Sharing.WHOLE;
}
