package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The values that the field, or each of its elements, may have ({@code +k8s:enum}). */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.SOURCE)
public @interface EnumOf {
    String[] value();

    /** What the error says, where Kubernetes calls the value invalid instead of naming what it supports. */
    String message() default "";

    /** Whether errors name the position of an element, not the list alone. */
    boolean numbered() default true;
}
