#include "onnx_vectors.hpp"

#include "protobuf_fields.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace simrun {

namespace {

/// AttributeProto: name 1, i 3, ints 8.
void parse_attribute(std::string_view message, onnx_vector& vector) {
  std::string name;
  std::vector<std::int64_t> numbers;
  for_each_field(message, [&](const wire_field& field) {
    if (field.number == 1)
      name = field.bytes;
    else if (field.number == 3 || field.number == 8)
      append(numbers, field);
  });
  vector.attributes[name] = std::move(numbers);
}

/// NodeProto: input 1, output 2, op_type 4, attribute 5.
void parse_node(std::string_view message, onnx_vector& vector) {
  if (!vector.operation.empty())
    throw std::runtime_error("the model has more than one node");
  for_each_field(message, [&](const wire_field& field) {
    if (field.number == 1)
      vector.inputs.emplace_back(field.bytes);
    else if (field.number == 2)
      vector.outputs.emplace_back(field.bytes);
    else if (field.number == 4)
      vector.operation = field.bytes;
    else if (field.number == 5)
      parse_attribute(field.bytes, vector);
  });
}

struct graph_names {
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
};

/// ModelProto: graph 7. GraphProto: node 1, initializer 5, input 11, output 12. ValueInfoProto: name 1.
graph_names parse_model(std::string_view message, onnx_vector& vector) {
  graph_names names;
  const auto name_of = [](std::string_view info) {
    std::string name;
    for_each_field(info, [&](const wire_field& field) {
      if (field.number == 1)
        name = field.bytes;
    });
    return name;
  };
  const auto parse_graph = [&](const wire_field& field) {
    if (field.number == 1)
      parse_node(field.bytes, vector);
    else if (field.number == 5)
      vector.tensors.insert(parse_onnx_tensor(field.bytes));
    else if (field.number == 11)
      names.inputs.push_back(name_of(field.bytes));
    else if (field.number == 12)
      names.outputs.push_back(name_of(field.bytes));
  };
  for_each_field(message, [&](const wire_field& field) {
    if (field.number == 7)
      for_each_field(field.bytes, parse_graph);
  });
  return names;
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw std::runtime_error(path.string() + " can't be read");
  return {std::istreambuf_iterator<char>(file), {}};
}

onnx_vector load(const std::filesystem::path& folder) {
  onnx_vector vector;
  vector.name = folder.filename();
  const auto names = parse_model(content_of(folder / "model.onnx"), vector);
  // The data files are numbered in the order of the graph, which also lists what the model itself holds.
  const auto load_data = [&](const std::vector<std::string>& wanted, const char* pattern) {
    std::size_t number = 0;
    for (const auto& name : wanted)
      if (!vector.tensors.contains(name)) {
        const auto file = folder / "test_data_set_0" / fmt::format(fmt::runtime(pattern), number++);
        vector.tensors[name] = parse_onnx_tensor(content_of(file)).second;
      }
  };
  load_data(names.inputs, "input_{}.pb");
  load_data(names.outputs, "output_{}.pb");
  return vector;
}

const onnx_tensor* at_place(const onnx_vector& vector, const std::vector<std::string>& names,
                            std::size_t place) {
  const auto found = place < names.size() ? vector.tensors.find(names[place]) : vector.tensors.end();
  return found == vector.tensors.end() ? nullptr : &found->second;
}

} // namespace

const onnx_tensor* onnx_vector::input(std::size_t place) const {
  return at_place(*this, inputs, place);
}

const onnx_tensor* onnx_vector::output(std::size_t place) const {
  return at_place(*this, outputs, place);
}

std::int64_t onnx_vector::attribute(const std::string& key, std::int64_t otherwise) const {
  const auto found = attributes.find(key);
  return found == attributes.end() ? otherwise : found->second.at(0);
}

std::vector<onnx_vector> onnx_vectors(std::string_view name_begin, const std::filesystem::path& folder) {
  std::vector<onnx_vector> vectors;
  std::error_code missing;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, missing)) {
    if (!entry.path().filename().string().starts_with(name_begin) || !entry.is_directory())
      continue;
    try {
      vectors.push_back(load(entry.path()));
    } catch (const std::runtime_error& problem) {
      throw std::runtime_error(entry.path().string() + ": " + problem.what());
    }
  }
  std::ranges::sort(vectors, {}, &onnx_vector::name);
  return vectors;
}

} // namespace simrun
