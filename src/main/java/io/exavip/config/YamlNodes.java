package io.exavip.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file as text values that know their line. Values are taken as they are written: {@code
 * 65010:1} stays a community. Environment variables in them are replaced, see {@link Variables}.
 */
final class YamlNodes {
  private final String file;
  private final UnaryOperator<String> environment;

  private YamlNodes(String file, UnaryOperator<String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /** A node of the file, and the path of keys that leads to it. */
  final class Item {
    private final Node node;
    private final String path;
    private final int line;

    private Item(Node node, String path, Node place) {
      this.node = node;
      this.path = path;
      this.line = place.getStartMark().getLine() + 1;
    }

    /** File, line and path, for messages. */
    String where() {
      return file + ":" + line + (path.isEmpty() ? "" : ": " + path);
    }

    ConfigException fault(String problem) {
      return new ConfigException(where() + ": " + problem);
    }

    boolean isNull() {
      return node.getTag().equals(Tag.NULL);
    }

    /** The entries of a mapping in their order. */
    Map<String, Item> entries(String allowed) {
      if (!(node instanceof MappingNode mapping)) {
        throw fault("not a mapping; allowed: " + allowed);
      }
      Map<String, Item> entries = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        Item key = new Item(tuple.getKeyNode(), path, tuple.getKeyNode());
        String name = key.text();
        String child = path.isEmpty() ? name : path + "." + name;
        if (entries.put(name, new Item(tuple.getValueNode(), child, tuple.getKeyNode())) != null) {
          throw new Item(tuple.getKeyNode(), child, tuple.getKeyNode())
              .fault("given twice; allowed: once");
        }
      }
      return entries;
    }

    /** The items of a list; a scalar is a list of one. */
    List<Item> items() {
      if (!(node instanceof SequenceNode sequence)) {
        return List.of(this);
      }
      return sequence.getValue().stream().map(item -> new Item(item, path, item)).toList();
    }

    Raw raw() {
      return new Raw(text(), where());
    }

    private String text() {
      if (!(node instanceof ScalarNode scalar)) {
        throw fault("not a plain value; allowed: one value");
      }
      if (isNull()) {
        throw fault("no value; allowed: a value, or leave the key out");
      }
      try {
        return Variables.expand(scalar.getValue(), environment);
      } catch (IllegalArgumentException e) {
        throw fault(e.getMessage());
      }
    }
  }

  /**
   * Reads a file.
   *
   * @param path the file
   * @param environment gives the value of a variable, or null
   * @return its root; empty if there is nothing in it
   * @throws ConfigException if it cannot be read or is not YAML
   */
  static Optional<Item> read(Path path, UnaryOperator<String> environment) {
    YamlNodes nodes = new YamlNodes(path.toString(), environment);
    try (Reader reader =
        new InputStreamReader(
            new ByteArrayInputStream(ConfigText.bytes(path)),
            StandardCharsets.UTF_8.newDecoder())) {
      Node root = new Yaml(new LoaderOptions()).compose(reader);
      return Optional.ofNullable(root).map(node -> nodes.new Item(node, "", node));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new ConfigException(path + ":" + line + ": not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw e.getCause() instanceof IOException io
          ? unreadable(path, io)
          : new ConfigException(path + ": not YAML: " + e.getMessage());
    } catch (IllegalArgumentException e) { // a tag that the parser does not like
      throw new ConfigException(path + ": not YAML: " + e.getMessage());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static ConfigException unreadable(Path path, IOException e) {
    String why = "cannot be read";
    if (e instanceof CharacterCodingException) {
      why = "not UTF-8 text";
    } else if (e instanceof NoSuchFileException) {
      return new NoFileException(path + ": there is no such file; allowed: a YAML file in UTF-8");
    } else if (e instanceof AccessDeniedException) {
      why = "no permission to read it";
    }
    return new ConfigException(path + ": " + why + "; allowed: a YAML file in UTF-8");
  }
}
