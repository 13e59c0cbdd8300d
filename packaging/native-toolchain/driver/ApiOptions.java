import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ServiceLoader;

/**
 * Prints the table of native-image's own options, one a line, from the annotations on the builder's
 * option fields. Run once, inside the builder's module layer, when the toolchain is put together.
 * Columns, tab-separated: name, builder option, kind (flag, negated, value), separators, fixed
 * value, default value, transformer; "-" where there is none.
 */
public final class ApiOptions {
  public static void main(String[] args) throws Exception {
    ModuleLayer boot = ModuleLayer.boot();
    Class<?> descriptors =
        load(boot, "jdk.graal.compiler", "jdk.graal.compiler.options.OptionDescriptors");
    Class<?> descriptor =
        load(boot, "jdk.graal.compiler", "jdk.graal.compiler.options.OptionDescriptor");
    @SuppressWarnings("unchecked")
    Class<Annotation> api =
        (Class<Annotation>)
            load(boot, "org.graalvm.nativeimage.builder", "com.oracle.svm.core.option.APIOption");
    ApiOptions.class.getModule().addUses(descriptors);
    for (Object all : ServiceLoader.load(descriptors)) {
      for (Object one : (Iterable<?>) all) {
        Class<?> holder = (Class<?>) descriptor.getMethod("getDeclaringClass").invoke(one);
        String fieldName = (String) descriptor.getMethod("getFieldName").invoke(one);
        Field field;
        try {
          field = holder.getDeclaredField(fieldName);
        } catch (NoSuchFieldException e) {
          continue;
        }
        String name = (String) descriptor.getMethod("getName").invoke(one);
        Class<?> type = (Class<?>) descriptor.getMethod("getOptionValueType").invoke(one);
        for (Annotation a : field.getAnnotationsByType(api)) {
          print(a, name, type);
        }
      }
    }
  }

  private static Class<?> load(ModuleLayer layer, String module, String name) {
    return Class.forName(layer.findModule(module).orElseThrow(), name);
  }

  private static void print(Annotation a, String option, Class<?> type) throws Exception {
    String kind =
        type != Boolean.class
            ? "value"
            : get(a, "kind").toString().equals("Negated") ? "negated" : "flag";
    StringBuilder separators = new StringBuilder();
    for (char c : (char[]) get(a, "valueSeparator")) {
      separators.append(c == 0 ? 'N' : c == ' ' ? 'W' : c);
    }
    Class<?> transformer = (Class<?>) ((Object[]) get(a, "valueTransformer"))[0];
    String fixed = first(get(a, "fixedValue"));
    Constructor<?> group = ((Class<?>) get(a, "group")).getDeclaredConstructor();
    group.setAccessible(true);
    Object g = group.newInstance();
    Method groupName = g.getClass().getMethod("name");
    groupName.setAccessible(true);
    Object prefix = groupName.invoke(g);
    for (String name : (String[]) get(a, "name")) {
      String shown =
          prefix != null ? "--" + prefix + "=" + name : name.startsWith("-") ? name : "--" + name;
      System.out.println(
          String.join(
              "\t",
              shown,
              option,
              kind,
              separators,
              fixed,
              first(get(a, "defaultValue")),
              transformer.getSimpleName()));
    }
  }

  private static Object get(Annotation a, String member) throws Exception {
    return a.annotationType().getMethod(member).invoke(a);
  }

  /** An empty array stands for "none", which is not the same as an empty text. */
  private static String first(Object array) {
    return Array.getLength(array) == 0 ? "-" : "=" + Array.get(array, 0);
  }
}
